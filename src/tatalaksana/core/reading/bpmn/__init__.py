"""BPMN 2.0 as a document: its flow becomes rows, its lanes the performers."""
