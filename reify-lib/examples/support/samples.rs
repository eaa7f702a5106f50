//! The samples, and their numbers as a table for `sample-traces/README.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use reify_lib::{Error, Trace};

/// Each is the name of an example and, with `.json` behind it, of its file.
pub(crate) const SAMPLES: [&str; 5] = [
    "http_service",
    "trace_workflow",
    "select_loop",
    "hang",
    "many_events",
];

/// What the table stands between in the README.
pub(crate) const BEGIN: &str = "<!-- numbers -->\n";
pub(crate) const END: &str = "<!-- /numbers -->\n";

/// The folder of the samples.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-traces")
}

/// The file of a sample.
pub(crate) fn file(name: &str) -> PathBuf {
    folder().join(name).with_extension("json")
}

/// The numbers of all samples, in Markdown.
pub(crate) fn numbers() -> Result<String, Error> {
    let mut table = String::from(
        "| file | KiB | events | polls | steps | tasks | threads | ms | end |\n\
         | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | :--- |\n",
    );
    for name in SAMPLES {
        let path = file(name);
        let trace = Trace::load(&path)?;
        let bytes = fs::metadata(&path).map_or(0, |file| file.len());
        let end = trace.end().map_or("none", |end| end.reason.as_str());
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            table,
            "| [`{name}.json`]({name}.json) | {} | {} | {} | {} | {} | {} | {:.2} | {end} |",
            bytes.div_ceil(1024),
            trace.events().len(),
            trace.polls().count(),
            trace.steps().len(),
            trace.tasks().len(),
            trace.threads().len(),
            trace.duration() as f64 / 1e6,
        );
    }
    Ok(table)
}
