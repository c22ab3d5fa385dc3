"""Forms of the account room."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; the name is not particular about capitals."""

    error_messages = {  # noqa: RUF012 - as Django's forms declare it
        "invalid_login": _(
            "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil pada sandi."
        ),
        "inactive": _("Akun ini tidak aktif. Hubungi pengelola kantor."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["username"].label = _("Nama pengguna")
        self.fields["password"].label = _("Kata sandi")

    def clean_username(self) -> str:
        """The name as accounts keep it: in small letters, without spaces around."""
        return str(self.cleaned_data["username"]).strip().lower()


class ChangePasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    error_messages = {  # noqa: RUF012 - as Django's forms declare it
        "password_mismatch": _("Kedua isian sandi baru tidak sama."),
        "password_incorrect": _("Sandi lama tidak cocok."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["old_password"].label = _("Sandi lama")
        self.fields["new_password1"].label = _("Sandi baru")
        self.fields["new_password2"].label = _("Sandi baru, sekali lagi")
        self.fields["new_password1"].help_text = _(
            "Paling sedikit 10 huruf, dan bukan sandi yang umum dipakai."
        )
        self.fields["new_password2"].help_text = ""
