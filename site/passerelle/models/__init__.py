"""What the house itself keeps: audits, runs of the scheduled commands, faults."""

from passerelle.models.audit_run import PATIENCE, AuditRun
from passerelle.models.fault import Fault
from passerelle.models.scheduled_run import ScheduledRun

__all__ = ["PATIENCE", "AuditRun", "Fault", "ScheduledRun"]
