"""What the tables of people hold about people."""

from triennio.platform.classification import Holds, classify

classify(
    "people",
    {
        Holds.PLAIN: {
            "Account": "code state state_clause created demonstration story",
            "Organisation": "code kind name registry_code support_email group_dossier created",
            "Terms": "version text published",
            "TermsAcceptance": "at",
            "Application": "code state created decided exception",
            "Professional": "code created",
            "Registration": "main",
            "Assignment": "role given until",
            "ApiToken": "code created until revoked",
        },
        Holds.PERSONAL: {
            "Account": "last_login email first_name last_name state_reason deletion_asked ended",
            "Application": "tax_code profession number note verified_by reason exception_note",
            "Professional": "tax_code first_name last_name born email",
            "Registration": "profession disciplines number practice nhs_work",
            "RegisterAct": "kind date",
            "Employment": "ward start end",
            "ApiToken": "name last_used",
        },
        Holds.SECRET: {"Account": "password", "ApiToken": "digest"},
    },
)
