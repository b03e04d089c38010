"""Curators: invited by handle, given roles, signed off instead of deleted. No e-mail and no name is asked for."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from curation import accounts
from curation.models import Decision
from directory.admin import AskedAdmin

INVITED = "admin/auth/user/invited.html"

admin.site.unregister(Group)
admin.site.unregister(User)


class InviteForm(forms.ModelForm):
    """A handle and roles. The password is chosen by whoever is invited."""

    class Meta:
        model = User
        fields = ["username", "groups"]
        labels = {"username": _("handle"), "groups": _("roles")}
        help_texts = {
            "groups": _("What they may do here. Saving shows a link for them, by which they choose a password.")
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def clean_username(self) -> str:
        """Refuse a handle by which a colleague or the trail's readers know somebody else, in capitals or not."""
        handle = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=handle).exists():
            raise self.instance.unique_error_message(User, ["username"])
        if Decision.objects.filter(actor__iexact=handle).exists():
            raise forms.ValidationError(_("The trail names somebody by this handle already. Choose another."))
        return handle

    def save(self, commit: bool = True) -> Any:
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class CuratorAdmin(AskedAdmin, UserAdmin):
    add_form = InviteForm
    add_form_template = None
    fieldsets = [(None, {"fields": ["username", "groups", "is_active"]})]
    add_fieldsets = [(None, {"fields": ["username", "groups"]})]
    list_display = ["username", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["username"]
    filter_horizontal = []
    change_form_template = "admin/auth/user/curator.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave superusers to superusers, who are made on the command line."""
        found = super().get_queryset(request).prefetch_related("groups")
        user: Any = request.user
        return found if user.is_superuser else found.filter(is_superuser=False)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return admin.ModelAdmin.formfield_for_manytomany(self, db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Passwords are chosen by those they belong to: an administrator can only invite again."""
        again = path("<int:pk>/invite/", self.admin_site.admin_view(self.invite_view), name="auth_user_invite")
        return [again, *(url for url in super().get_urls() if url.name != "auth_user_password_change")]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Handles are for ever, because the trail names people by them."""
        return ["username"] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        if change and form.changed_data:
            accounts.record_change(form.instance, by=request.user)  # type: ignore[arg-type]

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: Any = None) -> HttpResponse:
        return self._show_invitation(request, obj)

    def invite_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a new link, for an invitation that ran out, or a password or second factor that was lost. What they had ends."""
        user = self.get_object(request, str(pk))
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user is None or request.method != "POST":
            return redirect("admin:auth_user_changelist")
        if user == request.user:
            messages.error(request, _("Another administrator has to do this for you."))
            return redirect("admin:auth_user_changelist")
        return self._show_invitation(request, user)

    def _show_invitation(self, request: HttpRequest, user: User) -> HttpResponse:
        """Show the link in this very answer: on the way to another page it would lie in the session, and so in the database."""
        handle = user.get_username()
        link = request.build_absolute_uri(accounts.invite(user, by=request.user))  # type: ignore[arg-type]
        sentence = _("Give this link to {who}, over a channel you trust. It works once and is shown only now: {link}")
        told = format_html(str(sentence), who=handle, link=format_html("<code>{}</code>", link))
        context = {**self.admin_site.each_context(request), "title": handle, "opts": self.opts, "told": told}
        return TemplateResponse(request, INVITED, context)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())
