"""SpiffWorkflow as the third engine: it knows the procedure by our BPMN alone."""

from __future__ import annotations

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from tatalaksana.core.drawing.arrange import outlined
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.engine.plan import END, Answer
from tatalaksana.core.procedure.model import Procedure

VALUES = {Answer.RETURN: "kembali", Answer.APPROVE: "setuju"}


class AnotherEngine:
    """One case. It is written down and read back after every step, as after a restart."""

    def __init__(self, procedure: Procedure) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(PEN.draw(outlined(procedure))[0][1]))
        (process,) = parser.get_process_ids()
        self.serializer = BpmnWorkflowSerializer()
        self.workflow = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
        self.restart()

    def restart(self) -> None:
        """Run to the next task of a person, write everything down, forget it, read it back."""
        self.workflow.do_engine_steps()
        kept = self.serializer.serialize_json(self.workflow)
        self.workflow = self.serializer.deserialize_json(kept)

    @property
    def row(self) -> int:
        """The open row; END when the case has run to its end."""
        if self.workflow.completed:
            return END
        (task,) = self.workflow.get_tasks(state=TaskState.READY, manual=True)
        return int(task.task_spec.bpmn_id.removeprefix("step_"))

    def answer(self, answer: Answer) -> None:
        """End the open task."""
        (task,) = self.workflow.get_tasks(state=TaskState.READY, manual=True)
        if answer is not Answer.FINISH:
            task.data[f"keputusan_{self.row}"] = VALUES[answer]
        task.run()
        self.restart()
