"""Forms of the pages of people. They check shapes; what is allowed is decided by the actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triennio.kernel.refusal import Refusal
from triennio.people.domain.roles import ROLES_OF_KIND
from triennio.people.models import Organisation, Role
from triennio.platform.codes import new_code
from triennio.rules.book.load import load

NO_PROFESSION = 0


class ActionForm(forms.Form):
    """A form that ends in one action: it carries the key that keeps the action from happening twice."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_code()

    def refused(self, refusal: Refusal) -> None:
        """Show a refusal at its field, with what to do next and who decides."""
        said = [refusal.sentence, refusal.next_step]
        if refusal.decides:
            said.append(_("Decide: %(who)s.") % {"who": refusal.decides})
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, " ".join(str(each) for each in said if each))


def professions() -> list[tuple[int, str]]:
    """(code, name) of the health professions, by name."""
    listed = [(each["code"], each["name"]) for each in load("ecm").professions["professions"]]
    return sorted(listed, key=lambda each: each[1])


def profession_name(code: int | None) -> str:
    """The name of a profession, or an empty text."""
    return dict(professions()).get(code or 0, "")


class ApplicationForm(ActionForm):
    first_name = forms.CharField(label=_("Nome"), max_length=100)
    last_name = forms.CharField(label=_("Cognome"), max_length=100)
    tax_code = forms.CharField(label=_("Codice fiscale"), max_length=20)
    organisation = forms.ChoiceField(label=_("A chi si chiede l’accesso"))
    profession = forms.TypedChoiceField(label=_("Professione"), coerce=int, required=False, empty_value=None)
    number = forms.CharField(label=_("Numero di iscrizione all’albo"), max_length=20, required=False)
    note = forms.CharField(
        label=_("Nota per chi decide"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, bodies: Iterable[Organisation], tax_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("Scegliere…")),
            *((each.code, each.name) for each in bodies),
        ]
        self.fields["profession"].choices = [  # type: ignore[attr-defined]
            ("", _("Scegliere…")),
            *professions(),
        ]
        names = {"first_name": "given-name", "last_name": "family-name"}
        for name, words in names.items():
            self.fields[name].widget.attrs["autocomplete"] = words
        self.fields["tax_code"].widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false"})
        if tax_code:
            # An identity provider vouches for it: it is shown, not asked.
            self.initial["tax_code"] = tax_code
            self.fields["tax_code"].disabled = True


class AcceptForm(ActionForm):
    how = forms.ChoiceField(widget=forms.RadioSelect, label=_("Come accogliere la domanda"))
    note = forms.CharField(
        label=_("Perché si ammette per eccezione"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    despite = forms.BooleanField(label=_("Le differenze sono spiegate: è la stessa persona"), required=False)


class RefuseForm(ActionForm):
    reason = forms.CharField(
        label=_("Motivo, che la persona leggerà"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndForm(ActionForm):
    """Suspending or deleting."""

    clause = forms.ChoiceField(label=_("Clausola delle condizioni d’uso"))
    reason = forms.CharField(label=_("Motivo"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, clauses: Iterable[object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [  # type: ignore[attr-defined]
            ("", _("Scegliere…")),
            *((str(each), str(each)) for each in clauses),
        ]


class RoleForm(ActionForm):
    organisation = forms.ChoiceField(label=_("Organizzazione"))
    email = forms.EmailField(label=_("Indirizzo e-mail dell’account"))
    role = forms.ChoiceField(label=_("Ruolo"))

    def __init__(
        self, *args: Any, bodies: Iterable[Organisation], only: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offices = list(bodies)
        kinds = {each.kind for each in offices}
        possible = {role for kind in kinds for role in ROLES_OF_KIND[kind]}
        wanted = possible & set(only) if only else possible
        self.fields["organisation"].choices = [(each.code, each.name) for each in offices]  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Scegliere…")),
            *((role.value, role.label) for role in Role if role.value in wanted),
        ]


class OrganisationForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Che cos’è"), choices=[("", _("Scegliere…")), *Organisation.Kind.choices]
    )
    name = forms.CharField(label=_("Nome"), max_length=200)
    registry_code = forms.CharField(label=_("Codice nel registro nazionale"), max_length=20, required=False)
    support_email = forms.EmailField(label=_("Indirizzo e-mail per l’aiuto"), required=False)


class ChangeOrganisationForm(ActionForm):
    name = forms.CharField(label=_("Nome"), max_length=200)
    support_email = forms.EmailField(label=_("Indirizzo e-mail per l’aiuto"), required=False)


class JournalForm(forms.Form):
    all_optional = True

    who = forms.CharField(label=_("Account: indirizzo o codice"), required=False, max_length=254)
    aggregate = forms.CharField(
        label=_("Cosa: per esempio account: o request:"), required=False, max_length=80
    )
    act = forms.CharField(label=_("Atto"), required=False, max_length=80)
    start = forms.DateField(label=_("Dal"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("Al"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
