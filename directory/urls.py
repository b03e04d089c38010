"""The public addresses."""

from django.urls import path

from directory import my_list, views
from directory.calendar import files as calendars
from directory.elsewhere import embed, feeds, vcards
from directory.hsds import pages

urlpatterns = [
    path("", views.home, name="home"),
    path("groups/", views.organization_list, name="organization_list"),
    path("quiet/", views.quiet_search, name="quiet_search"),
    path("groups.atom", feeds.organization_feed, name="organization_feed"),
    path("calendar.ics", calendars.question_calendar, name="question_calendar"),
    path("groups.<str:kind>", views.organization_download, name="organization_download"),
    path("groups/<slug:slug>/", views.organization_detail, name="organization_detail"),
    path("groups/<slug:slug>.vcf", vcards.organization_card, name="organization_card"),
    path("groups/<slug:slug>.ics", calendars.organization_calendar, name="organization_calendar"),
    path("embed/", embed.embed, name="embed"),
    path("map/<str:name>/", views.region_map, name="region_map"),
    path("my-list/", my_list.my_list, name="my_list"),
    path("my-list.<str:kind>", my_list.my_list_download, name="my_list_download"),
    path("take-action/", views.take_action, name="take_action"),
    path("about/", views.about, name="about"),
    path("safety/", views.safety, name="safety"),
    path("open-data/", pages.open_data, name="open_data"),
    path("hsds/profile", pages.profile, name="hsds_profile"),
]
