//! [`Customer`]: the client. It retries, gives up waiting, and asks for two things at once.

use std::net::SocketAddr;
use std::time::Duration;

use reify_lib::trace_async;
use reqwest::{Client, StatusCode};
use tokio::time::{sleep, timeout};

use crate::Result;

/// Pauses after a refusal. When they are used up, there is no price.
const PAUSES: [Duration; 3] = [
    Duration::from_millis(10),
    Duration::from_millis(20),
    Duration::from_millis(40),
];
/// How long a customer waits for the date of delivery.
const PATIENCE: Duration = Duration::from_millis(30);

pub(crate) struct Customer {
    client: Client,
    shop: String,
}

impl Customer {
    pub(crate) fn of(shop: SocketAddr) -> Result<Self> {
        Ok(Self {
            client: Client::builder().no_proxy().build()?,
            shop: format!("http://{shop}"),
        })
    }
}

#[trace_async]
impl Customer {
    pub(crate) async fn shopping(&self) -> Result<String> {
        // Two at once, as from two tabs of a browser.
        tokio::try_join!(self.put("tea"), self.put("pot"))?;
        self.check_out("tea").await
    }

    async fn put(&self, item: &str) -> Result<()> {
        let request = self.client.put(self.url("cart", item));
        request.send().await?.error_for_status()?;
        Ok(())
    }

    async fn check_out(&self, item: &str) -> Result<String> {
        let (stock, price) = tokio::join!(self.stock(item), self.price(item));
        let (stock, price) = (stock?, price?);
        let delivery = match timeout(PATIENCE, self.delivery(item)).await {
            Ok(date) => date?,
            Err(_) => "some day".to_owned(),
        };
        let order = self.order(item).await?;
        Ok(format!("{order}: one of {stock} for {price}, {delivery}"))
    }

    async fn stock(&self, item: &str) -> Result<u32> {
        Ok(self.get("stock", item).await?.parse()?)
    }

    /// Asks again after a refusal.
    async fn price(&self, item: &str) -> Result<u32> {
        for pause in PAUSES {
            if let Some(price) = self.ask_price(item, pause).await? {
                return Ok(price);
            }
        }
        Err("the shop does not name its price".into())
    }

    /// Asks once. After a refusal it pauses, so that asking again at once is no attack.
    async fn ask_price(&self, item: &str, pause: Duration) -> Result<Option<u32>> {
        let request = self.client.get(self.url("price", item));
        let response = request.send().await?;
        if response.status() == StatusCode::SERVICE_UNAVAILABLE {
            sleep(pause).await;
            return Ok(None);
        }
        Ok(Some(response.text().await?.parse()?))
    }

    async fn delivery(&self, item: &str) -> Result<String> {
        self.get("delivery", item).await
    }

    async fn order(&self, item: &str) -> Result<String> {
        let request = self.client.post(self.url("order", item));
        Ok(request.send().await?.error_for_status()?.text().await?)
    }

    async fn get(&self, what: &str, item: &str) -> Result<String> {
        let request = self.client.get(self.url(what, item));
        Ok(request.send().await?.error_for_status()?.text().await?)
    }

    fn url(&self, what: &str, item: &str) -> String {
        format!("{}/{what}/{item}", self.shop)
    }
}
