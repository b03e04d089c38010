"""What commands that send mail ask first, before anybody's turn is used up."""

from django.core.management.base import CommandError

from curation import notify


def check_server(nothing: str, *, otherwise: str = "") -> None:
    """Raise `CommandError` with 2 unless a mail server lets us in. `nothing` says what was not done, `otherwise` what else could be."""
    if not notify.can_mail():
        raise CommandError(f"No mail server is set. Set DIRECTORY_MAIL_HOST{otherwise}.", returncode=2)
    try:
        notify.try_server()
    except OSError as error:
        raise CommandError(f"The mail server does not take mail: {error}. {nothing}", returncode=2) from error
