"""The description of these addresses that programs read (OpenAPI 3.1), made from the dictionary."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from directory.hsds.dictionary import THINGS, Field, Kind, Thing
from directory.hsds.questions import FARTHEST_METRES, FORMATS, MOST_IDS, MOST_PER_PAGE, SEVERAL, USUAL_PER_PAGE
from directory.hsds.resources import RESOURCES, Listings, Resource
from directory.hsds.taxonomies import VERSION
from directory.question_fields import MOST_LETTERS

Json = dict[str, Any]
_ID: Json = {"type": "string", "format": "uuid"}
_SWITCH: Json = {"type": "boolean", "default": False}
_WHOLE: Json = {"type": "integer", "minimum": 0}

_TYPES: dict[Kind, Json] = {
    Kind.TEXT: {"type": "string", "minLength": 1},
    Kind.ID: _ID,
    Kind.WEB: {"type": "string", "format": "uri"},
    Kind.EMAIL: {"type": "string", "format": "email"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "format": "date-time"},
    Kind.CLOCK: {"type": "string", "pattern": r"^\d\d:\d\d[+-]\d\d:\d\d$"},
}


def document(site: str, version: str) -> Json:
    name, url = settings.OPEN_DATA_LICENSE
    paths = {"/": {"get": _operation("getRoot", _("What this is"), _ref("Root"), ())}}
    for resource_name, resource in RESOURCES.items():
        paths |= _paths(resource_name, resource)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.SITE_NAME,
            "version": VERSION,
            "summary": _("Listed organizations, in Open Referral HSDS %(version)s, read only.") % {"version": version},
            "license": {"name": name, "url": url},
        },
        "servers": [{"url": f"{site}/hsds"}],
        "paths": paths,
        "components": {
            "schemas": {thing.name: _schema(thing) for thing in THINGS.values()} | _around(),
            "parameters": {name: _parameter(name, *told) for name, told in _parameters().items()},
        },
    }


def _paths(name: str, resource: Resource) -> Json:
    item = _ref(resource.thing)
    contents = {"properties": {"contents": {"type": "array", "items": item}}, "required": ["contents"]}
    listing = {"allOf": [_ref("Page"), contents]}
    identifier = {"name": "id", "in": "path", "required": True, "schema": _ID}
    one = _operation(f"get_{resource.thing}", THINGS[resource.thing].meaning, item, resource.asks_of_one)
    one["parameters"].append(identifier)
    one["responses"]["404"] = _refusal(_("Nothing with this identifier is listed."))
    several = _operation(f"list_{name}", THINGS[resource.thing].meaning, listing, resource.asks)
    several["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    paths = {f"/{name}": {"get": several}, f"/{name}/{{id}}": {"get": one}}
    return paths | (_letting_go(name) if isinstance(resource, Listings) else {})


def _letting_go(name: str) -> Json:
    """Describe how a copy is kept free of what is no longer listed."""
    every = _operation(f"ids_{name}", _("The ids of all that is listed."), _ref("Ids"), ())
    ask = _operation(f"removals_{name}", _("Which of the ids that you hold are not listed."), _ref("Removals"), ())
    del ask["responses"]["304"]
    ask["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref("Held")}}}
    return {f"/{name}/ids": {"get": every}, f"/{name}/removals": {"post": ask}}


def _operation(name: str, summary: Any, schema: Json, asks: tuple[str, ...]) -> Json:
    return {
        "operationId": name,
        "summary": str(summary),
        "parameters": [{"$ref": f"#/components/parameters/{part}"} for part in asks],
        "responses": {
            "200": {"description": _("What is listed."), "content": {"application/json": {"schema": schema}}},
            "304": {"description": _("Nothing has changed.")},
            "400": _refusal(_("The question is not understood.")),
            "429": _refusal(_("Too much was asked. Retry-After says for how many seconds to wait.")),
        },
    }


def _refusal(description: str) -> Json:
    return {"description": description, "content": {"application/json": {"schema": _ref("Refusal")}}}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _schema(thing: Thing) -> Json:
    return {
        "type": "object",
        "description": str(thing.meaning),
        "properties": {field.name: _property(field) for field in thing.fields},
        "required": [field.name for field in thing.fields if field.is_required],
        "additionalProperties": False,
    }


def _property(field: Field) -> Json:
    if field.kind is Kind.ONE:
        return _ref(field.of)
    if field.kind is Kind.MANY:
        return {"type": "array", "minItems": 1, "items": _ref(field.of)}
    told = _TYPES[field.kind] | {"description": str(field.meaning)}
    return told | ({"enum": list(field.values)} if field.values else {})


def _around() -> Json:
    """Describe what is around the records."""
    web, words = _TYPES[Kind.WEB], _TYPES[Kind.TEXT]
    page = {"total_items": _WHOLE, "total_pages": _WHOLE, "page_number": _WHOLE, "size": _WHOLE}
    page |= {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    error = {"type": "object", "properties": {"message": words, "field": words}, "required": ["message"]}
    publisher = {"name": words, "email": _TYPES[Kind.EMAIL], "website": web}
    about = {"version": words, "profile": web, "openapi_url": web, "description": words, "data_guide": web}
    return {
        "Page": {"type": "object", "properties": page, "required": list(page)},
        "Root": {
            "type": "object",
            "properties": about | {"publisher": {"type": "object", "properties": publisher, "required": ["name"]}},
            "required": ["version", "profile", "openapi_url"],
        },
        "Ids": _ids("ids"),
        "Held": _ids("ids", maxItems=MOST_IDS),
        "Removals": _ids("not_listed"),
        "Refusal": {"type": "object", "properties": {"error": error}, "required": ["error"]},
    }


def _ids(name: str, **more: int) -> Json:
    told = {name: {"type": "array", "items": _ID, **more}}
    return {"type": "object", "properties": told, "required": [name], "additionalProperties": False}


def _parameter(name: str, description: str, schema: Json) -> Json:
    schema = {"type": "array", "items": schema} if name in SEVERAL else schema
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _parameters() -> dict[str, tuple[str, Json]]:
    words = {"type": "string", "pattern": r"\S", "maxLength": MOST_LETTERS}
    per_page = {"type": "integer", "minimum": 1, "default": USUAL_PER_PAGE}
    metres = {"type": "integer", "minimum": 0, "maximum": FARTHEST_METRES}
    return {
        "search": (_("Words, in whatever form and accent."), words),
        "page": (_("Which page, from 1."), {"type": "integer", "minimum": 1, "default": 1}),
        "per_page": (_("How many on a page; more than %(most)d counts as that.") % {"most": MOST_PER_PAGE}, per_page),
        "format": (
            _("“ndjson” sends full records, all of them, one a line."),
            {"type": "string", "enum": list(FORMATS), "default": FORMATS[0]},
        ),
        "taxonomy_term_id": (_("Has this term. Said more than once: has all of them."), _ID),
        "taxonomy_id": (_("Has any term of this taxonomy. Said more than once: of each of them."), _ID),
        "organization_id": (_("Belongs to this organization."), _ID),
        "parent_id": (_("Is directly under this term."), _ID),
        "modified_after": (
            _("Changed then or later. Ask with the latest last_modified that you have seen, not with your own clock."),
            {"anyOf": [_TYPES[Kind.TIME], _TYPES[Kind.DAY]]},
        ),
        "postcode": (
            _(
                "Serves this place: a postal code of the United States or Canada, or a town. With proximity: is near it."
            ),
            words,
        ),
        "proximity": (_("In metres, with postcode. Distances are from town to town."), metres),
        "full": (_("Whole records instead of short ones."), _SWITCH),
        "minimal": (_("Only id, name, status and last_modified, of all at once."), _SWITCH),
        "full_service": (_("Whole records, with the whole service in them."), _SWITCH),
        "top_only": (_("Only terms without a wider one."), _SWITCH),
    }
