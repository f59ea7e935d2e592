// Passkeys need a script: their buttons appear only where there is one, and a failure is said on the page.
(function () {
  'use strict'
  document.querySelectorAll('[data-script]').forEach(function (each) { each.hidden = false })
  document.addEventListener('allauth.error', function (event) {
    const fault = document.querySelector('[data-passkey-fault]')
    if (!fault) return
    event.preventDefault()
    fault.hidden = false
    fault.scrollIntoView({ block: 'center' })
  })
})()
