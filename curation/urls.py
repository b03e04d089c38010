"""Addresses for those who suggest a group, follow a suggestion or ask how we judge."""

from django.urls import path

from curation.views import comments, criteria, follow, group, group_translation, keeping, letters, reports, yearly

urlpatterns = [
    path("suggest/", letters.suggest, name="suggest"),
    path("groups/<slug:slug>/correct/", letters.suggest_change, name="suggest_change"),
    path("groups/<slug:slug>/report/", reports.report_listing, name="report_listing"),
    path("entry/<str:token>/", group.entry, name="group_entry"),
    path("entry/<str:token>/correct/", group.correct_entry, name="group_correct"),
    path("entry/<str:token>/in/<slug:code>/", group_translation.translate_entry, name="group_translate"),
    path("suggestion/", follow.suggestion_state, name="suggestion_state"),
    path("what-we-keep/", keeping.what_we_keep, name="what_we_keep"),
    path("transparency/", yearly.transparency, name="transparency"),
    path("transparency.json", yearly.transparency_json, name="transparency_json"),
    path("how-we-vet/", criteria.how_we_vet, name="how_we_vet"),
    path("how-we-vet/<slug:version>/", criteria.criteria_version, name="criteria_version"),
    path("how-we-vet/<slug:version>/comment/", comments.comment, name="criteria_comment"),
]
