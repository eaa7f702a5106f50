//! What is seen.

mod damaged;
mod findings;
mod followed;
mod last_line;
mod late;
mod looks;
mod matrix;
mod notices;
mod pages;
mod panes;
mod samples;
mod sites;
mod sizes;
mod timeline;

use reify_tui::app::{App, AppOptions};
use reify_tui::model::source::SourceFile;
use reify_tui::theme::ThemeName;

use crate::fixture::{app_with, at, shop};

const SOURCE: &str = "\
use shop::{Cart, Error, Receipt};

/// Reserves and pays what is in a cart.
#[trace_async]
pub async fn checkout(
    shop: &Shop,
    id: u32,
) -> Result<Receipt, Error> {
    if !shop.is_open() {
        return Err(Error::Closed);
    }

    // The two need not wait for each other.
    let cart = shop.load_cart(id).await?;
    let (stock, price) = tokio::join!(shop.reserve(&cart), shop.quote(&cart));
    for part in cart.parts() { shop.charge(stock?, price?).await?; }
\tOk(Receipt::new(id))
}
";

/// The shop at an event, with its source.
fn open_shop(position: usize) -> App {
    open_shop_with(at(position))
}

/// The shop as it is asked for, with its source.
fn open_shop_with(options: AppOptions) -> App {
    let mut app = app_with(shop(), options);
    give_source(&mut app);
    app
}

/// The shop at an event for a terminal that shows neither colours nor anything beyond ASCII.
fn open_plain_shop(position: usize) -> App {
    open_shop_with(AppOptions {
        ascii: true,
        theme: ThemeName::Mono,
        ..at(position)
    })
}

fn give_source(app: &mut App) {
    if let Some(file) = app.wanted_source().map(str::to_owned) {
        app.set_source(
            &file,
            Ok(SourceFile::new("/home/me/shop/src/checkout.rs", SOURCE)),
        );
    }
}

/// The first rows of the pane in the main place, with its title.
fn main_pane(screen: &str, rows: usize) -> String {
    let lines: Vec<&str> = screen.lines().skip(1).take(rows).collect();
    lines.join("\n")
}
