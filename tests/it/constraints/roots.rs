//! Where values start: the requests, responses and errors of the crate.

use codecatalyst::{error, operation};
use ferrosmith_runtime::operation::Operation;
use ferrosmith_runtime::shape::Structure;
use ferrosmith_runtime::validate::{validate, Violations};

/// A structure by its name in the model, and an empty value of it.
pub(super) struct Root {
    pub(super) shape: &'static str,
    pub(super) empty: fn() -> Box<dyn Value>,
}

/// A value and the check that its users call.
pub(super) trait Value {
    fn structure(&self) -> &dyn Structure;
    fn structure_mut(&mut self) -> &mut dyn Structure;
    fn check(&self) -> Result<(), Violations>;
}

/// A value without a check of its own: responses and errors.
struct Plain<T>(T);

impl<T: Structure> Value for Plain<T> {
    fn structure(&self) -> &dyn Structure {
        &self.0
    }

    fn structure_mut(&mut self) -> &mut dyn Structure {
        &mut self.0
    }

    fn check(&self) -> Result<(), Violations> {
        validate(&self.0)
    }
}

macro_rules! operations {
    ($($request:ident => $response:ident),* $(,)?) => {
        $(impl Value for operation::$request {
            fn structure(&self) -> &dyn Structure {
                self
            }

            fn structure_mut(&mut self) -> &mut dyn Structure {
                self
            }

            fn check(&self) -> Result<(), Violations> {
                self.validate()
            }
        })*

        fn messages() -> Vec<Root> {
            vec![$(
                Root {
                    shape: stringify!($request),
                    empty: || Box::new(<operation::$request as Structure>::empty()),
                },
                Root {
                    shape: stringify!($response),
                    empty: || Box::new(Plain(<<operation::$request as Operation>::Response as Structure>::empty())),
                },
            )*]
        }
    };
}

operations! {
    CreateAccessTokenRequest => CreateAccessTokenResponse,
    CreateDevEnvironmentRequest => CreateDevEnvironmentResponse,
    CreateProjectRequest => CreateProjectResponse,
    CreateSourceRepositoryBranchRequest => CreateSourceRepositoryBranchResponse,
    CreateSourceRepositoryRequest => CreateSourceRepositoryResponse,
    DeleteAccessTokenRequest => DeleteAccessTokenResponse,
    DeleteDevEnvironmentRequest => DeleteDevEnvironmentResponse,
    DeleteProjectRequest => DeleteProjectResponse,
    DeleteSourceRepositoryRequest => DeleteSourceRepositoryResponse,
    DeleteSpaceRequest => DeleteSpaceResponse,
    GetDevEnvironmentRequest => GetDevEnvironmentResponse,
    GetProjectRequest => GetProjectResponse,
    GetSourceRepositoryCloneUrlsRequest => GetSourceRepositoryCloneUrlsResponse,
    GetSourceRepositoryRequest => GetSourceRepositoryResponse,
    GetSpaceRequest => GetSpaceResponse,
    GetSubscriptionRequest => GetSubscriptionResponse,
    GetUserDetailsRequest => GetUserDetailsResponse,
    GetWorkflowRequest => GetWorkflowResponse,
    GetWorkflowRunRequest => GetWorkflowRunResponse,
    ListAccessTokensRequest => ListAccessTokensResponse,
    ListDevEnvironmentSessionsRequest => ListDevEnvironmentSessionsResponse,
    ListDevEnvironmentsRequest => ListDevEnvironmentsResponse,
    ListEventLogsRequest => ListEventLogsResponse,
    ListProjectsRequest => ListProjectsResponse,
    ListSourceRepositoriesRequest => ListSourceRepositoriesResponse,
    ListSourceRepositoryBranchesRequest => ListSourceRepositoryBranchesResponse,
    ListSpacesRequest => ListSpacesResponse,
    ListWorkflowRunsRequest => ListWorkflowRunsResponse,
    ListWorkflowsRequest => ListWorkflowsResponse,
    StartDevEnvironmentRequest => StartDevEnvironmentResponse,
    StartDevEnvironmentSessionRequest => StartDevEnvironmentSessionResponse,
    StartWorkflowRunRequest => StartWorkflowRunResponse,
    StopDevEnvironmentRequest => StopDevEnvironmentResponse,
    StopDevEnvironmentSessionRequest => StopDevEnvironmentSessionResponse,
    UpdateDevEnvironmentRequest => UpdateDevEnvironmentResponse,
    UpdateProjectRequest => UpdateProjectResponse,
    UpdateSpaceRequest => UpdateSpaceResponse,
}

macro_rules! errors {
    ($($error:ident),* $(,)?) => {
        vec![$(Root {
            shape: stringify!($error),
            empty: || Box::new(Plain(<error::$error as Structure>::empty())),
        },)*]
    };
}

/// All of them, but for the request of `VerifySession`, which has no members.
pub(super) fn all() -> Vec<Root> {
    let errors = errors![
        AccessDeniedException,
        ConflictException,
        ResourceNotFoundException,
        ServiceQuotaExceededException,
        ThrottlingException,
        ValidationException,
    ];
    let verify_session = Root {
        shape: "VerifySessionResponse",
        empty: || Box::new(Plain(<operation::VerifySessionResponse as Structure>::empty())),
    };
    messages().into_iter().chain([verify_session]).chain(errors).collect()
}
