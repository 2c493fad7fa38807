//! The values of enums, from the API reference.

pub(super) const VALUES: &[(&str, &[&str])] = &[
    ("ComparisonOperator", &["EQ", "GT", "GE", "LT", "LE", "BEGINS_WITH"]),
    ("DevEnvironmentSessionType", &["SSM", "SSH"]),
    (
        "DevEnvironmentStatus",
        &["PENDING", "RUNNING", "STARTING", "STOPPING", "STOPPED", "FAILED", "DELETING", "DELETED"],
    ),
    (
        "InstanceType",
        &[
            "dev.standard1.small",
            "dev.standard1.medium",
            "dev.standard1.large",
            "dev.standard1.xlarge",
        ],
    ),
    ("OperationType", &["READONLY", "MUTATION"]),
    ("ProjectListFilterKey", &["hasAccessTo", "name"]),
    ("UserType", &["USER", "AWS_ACCOUNT", "UNKNOWN"]),
    ("WorkflowRunMode", &["QUEUED", "PARALLEL", "SUPERSEDED"]),
    (
        "WorkflowRunStatus",
        &[
            "SUCCEEDED",
            "FAILED",
            "STOPPED",
            "SUPERSEDED",
            "CANCELLED",
            "NOT_RUN",
            "VALIDATING",
            "PROVISIONING",
            "IN_PROGRESS",
            "STOPPING",
            "ABANDONED",
        ],
    ),
    ("WorkflowStatus", &["INVALID", "ACTIVE"]),
];

pub(super) fn find(shape: &str) -> Option<(&'static str, &'static [&'static str])> {
    VALUES.iter().find(|(name, _)| *name == shape).copied()
}
