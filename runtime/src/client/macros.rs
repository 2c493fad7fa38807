//! What all generated clients have in common, written once.

/// Defines a service's client and its builder's name: a wrapper of
/// [`Client`](crate::client::Client) that operations are added to.
///
/// ```ignore
/// ferrosmith_runtime::service_client! {
///     /// A client of the service.
///     Client, ClientBuilder, crate::SERVICE
/// }
/// ```
#[macro_export]
macro_rules! service_client {
    ($(#[$documentation:meta])* $client:ident, $builder:ident, $service:expr) => {
        $(#[$documentation])*
        ///
        /// Cloning it is cheap, and the clones share connections and the budget for retries.
        #[derive(Clone, Debug)]
        pub struct $client {
            core: $crate::client::Client,
        }

        /// Settings of a client, each with a default.
        pub type $builder = $crate::client::Builder<$client>;

        impl $client {
            /// Settings of a new client.
            #[must_use]
            pub fn builder() -> $builder {
                $builder::new(&$service)
            }

            /// Sends a request and waits for the response.
            ///
            /// # Errors
            /// An error of the model, or a `Failure` with everything else.
            pub async fn send<O: $crate::operation::Operation>(&self, request: O) -> Result<O::Response, O::Error> {
                self.call(request).send().await
            }

            /// Sends a request and waits for the response and what came along with it: status,
            /// request id, headers, attempts.
            ///
            /// # Errors
            /// An error of the model, or a `Failure` with everything else.
            pub async fn send_with_metadata<O: $crate::operation::Operation>(
                &self,
                request: O,
            ) -> Result<(O::Response, $crate::client::Metadata), O::Error> {
                self.call(request).send_with_metadata().await
            }

            /// A call with settings of its own: time limits, retries, validation, headers, address.
            pub fn call<O: $crate::operation::Operation>(&self, request: O) -> $crate::client::Call<O> {
                self.core.call(request)
            }
        }

        impl From<$crate::client::Client> for $client {
            fn from(core: $crate::client::Client) -> Self {
                Self { core }
            }
        }
    };
}
