"""Whatever a program makes up from our description is answered as the description says (Schemathesis)."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from directory.hsds import doors
from tests import factories
from tests.directory.hsds import asking

pytestmark = pytest.mark.django_db
# No description can say that a town has to be one, that a distance is from somewhere and that some parts exclude others.
NOT_HELD = [positive_data_acceptance]
# For each address; enough to meet what people forget, and over in seconds.
quickly = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def operations(monkeypatch):
    monkeypatch.setattr(doors, "LIMITER", doors.Limiter(per_hour=10**9))
    asking.everything()
    factories.withdrawn()
    # As Django's own test client does: between two requests they would end the connection that the test has.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/hsds/openapi.json", WSGIHandler())
    yield [found.ok() for found in schema.get_all_operations()]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_address_answers_as_described(operations, mode):
    """Be it asked as is described, or in ways that are not."""
    assert len(operations) == 17

    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not (list(operation.iter_parameters()) or operation.body):
            continue

        @quickly
        @given(operation.as_strategy(generation_mode=mode))
        def asked(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=NOT_HELD)

        asked()
