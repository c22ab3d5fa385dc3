"""Choose what of one's notices comes by e-mail too."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.notices.models import Preference
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("notices.choose_mail")
def choose_mail(holder: Holder, *, mail: str, now: datetime) -> Preference:
    """Let her notices come by e-mail as `mail` says; the list on the page stays whole.

    Errors: Invalid TL603 for another word.
    """
    if mail not in Preference.Mail.values:
        raise Invalid("Pilih pemberitahuan mana yang dikirim lewat surel.", field="mail")
    chosen, _ = Preference.objects.update_or_create(
        agency_id=holder.agency, person_id=holder.person, defaults={"mail": mail}
    )
    audit.write(
        "notices.choose_mail",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("person", holder.person),
        mail=mail,
    )
    return chosen
