"""The addresses of deals: one page and one tiny endpoint per verb."""

from django.urls import path, re_path

from penstock.deals.views.approvals import answer, approvals, ask, withdraw
from penstock.deals.views.assign import assign
from penstock.deals.views.change import change
from penstock.deals.views.contacts import add_contact, remove_contact
from penstock.deals.views.deal import deal, parts
from penstock.deals.views.documents import document, document_file, read_document
from penstock.deals.views.gate import gate
from penstock.deals.views.items import items, line
from penstock.deals.views.move import lose, move, reopen, win
from penstock.deals.views.open import open_
from penstock.deals.views.overrides import overrides
from penstock.deals.views.people import add_person, remove_person
from penstock.deals.views.purposes import purposes, rename_purpose, restore_purpose, retire_purpose
from penstock.deals.views.remove import remove, restore
from penstock.deals.views.rules import add_rule, packs, remove_rule, rule, rules, stage_rules
from penstock.deals.views.set_aside import bring_back, set_aside
from penstock.deals.views.suggest import suggest
from penstock.deals.views.tag import tag
from penstock.deals.views.undo import undo

app_name = "deals"

urlpatterns = [
    path("new/", open_, name="open"),
    path("suggest/<slug:what>/", suggest, name="suggest"),
    path("<int:pk>/", deal, name="deal"),
    path("<int:pk>/parts/", parts, name="parts"),
    path("<int:pk>/move/", move, name="move"),
    path("<int:pk>/gate/", gate, name="gate"),
    path("<int:pk>/win/", win, name="win"),
    path("<int:pk>/lose/", lose, name="lose"),
    path("<int:pk>/reopen/", reopen, name="reopen"),
    path("<int:pk>/set-aside/", set_aside, name="set_aside"),
    path("<int:pk>/bring-back/", bring_back, name="bring_back"),
    path("<int:pk>/assign/", assign, name="assign"),
    path("<int:pk>/change/<str:name>/", change, name="change"),
    path("<int:pk>/items/", items, name="items"),
    path("<int:pk>/items/line/", line, name="line"),
    path("<int:pk>/contacts/add/", add_contact, name="add_contact"),
    path("<int:pk>/contacts/<int:contact_pk>/remove/", remove_contact, name="remove_contact"),
    path("<int:pk>/people/add/", add_person, name="add_person"),
    path("<int:pk>/people/<int:link_pk>/remove/", remove_person, name="remove_person"),
    path("<int:pk>/tag/", tag, name="tag"),
    path("<int:pk>/remove/", remove, name="remove"),
    path("<int:pk>/restore/", restore, name="restore"),
    path("documents/<int:pk>/", read_document, name="read_document"),
    re_path(r"^documents/(?P<pk>\d{1,18})\.(?P<kind>pdf|docx)$", document_file, name="document_file"),
    path("<int:pk>/document/", document, name="document"),
    path("approvals/", approvals, name="approvals"),
    path("approvals/<int:pk>/", answer, name="answer_approval"),
    path("approvals/<int:pk>/withdraw/", withdraw, name="withdraw_approval"),
    path("<int:pk>/approvals/<int:rule_pk>/", ask, name="ask_approval"),
    path("rules/", rules, name="rules"),
    path("rules/overrides/", overrides, name="overrides"),
    path("rules/purposes/", purposes, name="purposes"),
    path("rules/purposes/<int:pk>/rename/", rename_purpose, name="rename_purpose"),
    path("rules/purposes/<int:pk>/retire/", retire_purpose, name="retire_purpose"),
    path("rules/purposes/<int:pk>/restore/", restore_purpose, name="restore_purpose"),
    path("rules/packs/<int:pk>/", packs, name="packs"),
    path("rules/stage/<int:pk>/", stage_rules, name="stage_rules"),
    path("rules/stage/<int:pk>/<slug:side>/<slug:kind>/", add_rule, name="add_rule"),
    path("rules/<int:pk>/", rule, name="rule"),
    path("rules/<int:pk>/remove/", remove_rule, name="remove_rule"),
    path("<int:pk>/undo/<int:position>/", undo, name="undo"),
]
