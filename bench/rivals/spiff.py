"""SpiffWorkflow as a web worker runs it: its state is one row, read and written at each step."""

from __future__ import annotations

import time
from typing import Any

import psycopg
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from bench.rivals.process import SCRIPT, bpmn

TABLE = """create table if not exists spiff_case (
    id bigint generated always as identity primary key,
    seq integer not null, state text not null)"""
NEW = "insert into spiff_case (seq, state) values (0, %s) returning id"
READ = "select state from spiff_case where id = %s"
WRITE = "update spiff_case set state = %s, seq = seq + 1 where id = %s and seq = %s"


def carry(address: str, cases: int, barrier: Any, queue: Any) -> None:
    """One client: carry cases to their end; report steps and seconds."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(bpmn()))
    spec, serializer = parser.get_spec("ten"), BpmnWorkflowSerializer()
    with psycopg.connect(address, prepare_threshold=1) as connection:
        ids = []
        for _ in range(cases):
            workflow = BpmnWorkflow(spec)
            workflow.do_engine_steps()
            made = connection.execute(NEW, (serializer.serialize_json(workflow),)).fetchone()
            ids.append((made or [0])[0])
        connection.commit()
        barrier.wait()
        since = time.perf_counter()
        for seq, (row, returns) in enumerate(SCRIPT):
            for one in ids:
                step(connection, serializer, (one, seq), row, returns)
        queue.put((len(SCRIPT) * cases, time.perf_counter() - since))


def step(
    connection: psycopg.Connection,
    serializer: BpmnWorkflowSerializer,
    case: tuple[int, int],
    row: int,
    returns: bool,
) -> None:
    """Read the state, end the open task, write the state; one commit."""
    (state,) = connection.execute(READ, case[:1]).fetchone() or ("",)
    workflow = serializer.deserialize_json(state)
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    assert task.task_spec.bpmn_id == f"s{row}"
    task.data["returns"] = returns
    task.run()
    workflow.do_engine_steps()
    written = connection.execute(WRITE, (serializer.serialize_json(workflow), *case))
    assert written.rowcount == 1
    connection.commit()
