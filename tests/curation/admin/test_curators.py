"""Inviting curators, letting them in once, and letting them go; and the criteria they work by."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from curation import accounts
from curation.models import CriteriaSet
from tests import factories
from tests.curation.admin import desk

PASSWORD = "nine herons in the reeds"


@pytest.fixture
def administrator(db):
    return desk.signed_in(factories.user("Administrator"))


def invited(administrator, *roles, username="new-heron"):
    groups = [Group.objects.get(name=role).pk for role in roles]
    return administrator.post(reverse("admin:auth_user_add"), {"username": username, "groups": groups}, follow=True)


def link_in(response):
    return re.search(r"/admin/invitation/[^ <]+", desk.words(response)).group()


def choose(link, password=PASSWORD):
    client = Client()
    opened = client.get(link, follow=True)
    return client.post(opened.request["PATH_INFO"], {"new_password1": password, "new_password2": password}, follow=True)


def test_an_administrator_invites_with_a_handle_and_roles_and_gets_a_link(administrator):
    shown = invited(administrator, "Reviewer")

    made = User.objects.get(username="new-heron")
    assert (made.is_staff, made.has_usable_password(), made.is_superuser) == (True, False, False)
    assert [group.name for group in made.groups.all()] == ["Reviewer"]
    assert link_in(shown).endswith("/")


def test_nobody_is_invited_by_a_colleague_s_handle_in_other_capitals(administrator):
    invited(administrator, "Reviewer")

    refused = invited(administrator, "Reviewer", username="New-Heron")

    assert "already exists" in desk.words(refused)
    assert User.objects.filter(username__iexact="new-heron").count() == 1


def test_the_link_lets_in_once(administrator):
    link = link_in(invited(administrator, "Reviewer"))
    choose(link)

    again = Client().get(link, follow=True)

    assert Client().login(username="new-heron", password=PASSWORD)
    assert "This link no longer works" in desk.words(again)


def test_the_link_is_shown_once(administrator):
    link = link_in(invited(administrator, "Reviewer"))

    later = administrator.get(reverse("admin:auth_user_changelist"))

    assert link not in desk.words(later)


def test_an_invitation_lies_in_no_session_and_so_in_no_backup(administrator):
    reader = factories.reviewer()
    first = administrator.post(reverse("admin:auth_user_add"), {"username": "new-heron", "groups": []})
    again = administrator.post(reverse("admin:auth_user_invite", args=[reader.pk]))

    assert [link_in(answer).startswith("/admin/invitation/") for answer in (first, again)] == [True, True]
    assert [kept for kept in Session.objects.all() if "invitation" in str(kept.get_decoded())] == []


def test_a_weak_password_is_refused_with_a_sentence(administrator):
    link = link_in(invited(administrator, "Reviewer"))

    shown = choose(link, "password")

    assert "This password is too short." in desk.words(shown)
    assert not User.objects.get(username="new-heron").has_usable_password()


def test_a_link_of_somebody_who_was_let_go_does_not_open(db):
    former = factories.reviewer()
    link = accounts.invitation_path(former)
    User.objects.filter(pk=former.pk).update(is_active=False)

    shown = Client().get(link, follow=True)

    assert "This link no longer works" in desk.words(shown)


def test_a_new_invitation_ends_the_old_password(administrator):
    reader = factories.reviewer(username="heron")

    shown = administrator.post(reverse("admin:auth_user_invite", args=[reader.pk]), follow=True)
    before = Client().login(username="heron", password="a long enough password")
    choose(link_in(shown))

    assert not before
    assert Client().login(username="heron", password=PASSWORD)


def test_an_administrator_can_make_nobody_a_superuser_nor_give_single_permissions(administrator):
    reader = factories.reviewer(username="heron")
    page = reverse("admin:auth_user_change", args=[reader.pk])
    sent = {"username": "heron", "is_active": "on", "is_superuser": "on", "user_permissions": ["1", "2"]}

    administrator.post(page, sent)

    reader.refresh_from_db()
    assert (reader.is_superuser, reader.user_permissions.count()) == (False, 0)


def test_superusers_are_out_of_an_administrators_reach(administrator):
    owner = User.objects.create_superuser("owner", password=PASSWORD)

    change = administrator.get(reverse("admin:auth_user_change", args=[owner.pk]))
    administrator.post(reverse("admin:auth_user_invite", args=[owner.pk]))
    listed = administrator.get(reverse("admin:auth_user_changelist"))

    assert change.status_code == 302
    assert owner not in listed.context["cl"].result_list
    assert Client().login(username="owner", password=PASSWORD)


def test_curators_are_let_go_and_never_deleted(administrator):
    reader = factories.reviewer(username="heron")

    administrator.post(reverse("admin:auth_user_change", args=[reader.pk]), {"username": "heron"})
    refused = administrator.post(reverse("admin:auth_user_delete", args=[reader.pk]), {"post": "yes"})

    reader.refresh_from_db()
    assert (reader.is_active, refused.status_code) == (False, 403)


def test_criteria_in_force_cannot_be_edited(administrator):
    criteria = CriteriaSet.objects.current()
    page = reverse("admin:curation_criteriaset_change", args=[criteria.pk])

    refused = administrator.post(page, {"version": "1", "title": "Softer", "status": "draft"})

    criteria.refresh_from_db()
    assert refused.status_code == 403
    assert (criteria.title, criteria.status) == ("Vetting criteria", "effective")


def test_a_new_version_begins_as_a_copy_nobody_outside_sees(administrator):
    criteria = CriteriaSet.objects.current()

    administrator.post(reverse("admin:curation_criteriaset_copy", args=[criteria.pk]))

    draft = CriteriaSet.objects.get(version="2")
    asked = [list(s.criterion_set.values_list("code", "question")) for s in (criteria, draft)]
    assert asked[0] == asked[1]
    assert list(CriteriaSet.objects.published()) == [criteria]
    assert 'name="title"' in desk.words(
        administrator.get(reverse("admin:curation_criteriaset_change", args=[draft.pk]))
    )


@pytest.mark.parametrize("asked", ["digest__isnull=0", "authenticator__isnull=1", "reviews__isnull=0"])
def test_the_list_of_curators_does_not_tell_who_gets_the_daily_mail_or_what_they_review(administrator, asked):
    listed = reverse("admin:auth_user_changelist")

    answer = administrator.get(f"{listed}?{asked}")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{listed}?e=1")
