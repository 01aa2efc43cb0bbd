"""A telephone number and a mailbox that may be given, and are sound where they are."""

from wtforms import Field

from casework.web.application_form import Contact


class OptionalContact(Contact):
    """As an applicant's, but nobody needs to be reached, and not by post."""

    address = None  # type: ignore[assignment]  # WTForms: no such field here
    postcode = None  # type: ignore[assignment]

    def validate_phone(self, field: Field) -> None:
        """A number that can be dialled, where one is given."""
        if field.data:
            super().validate_phone(field)
