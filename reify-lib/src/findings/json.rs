//! The JSON of a finding.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Finding, Place, Related};

/// As one object.
///
/// ```json
/// {"kind": "lost-waker", "severity": "alarm", "certainty": "certain", "message": "`rx.recv()` at src/worker.rs:42 has ..",
///  "site": {"file": "src/worker.rs", "line": 42, "column": 20, "expr": "rx.recv()"}, "step": 17, "count": 1, "steps": [17],
///  "related": [{"role": "dropped the waker", "step": 3, "site": {}}], "path": [{"step": 4, "site": {}}],
///  "since": 1200, "lasted": 3200000000, "evidence": [41, 57], "next": "..", "threshold": null}
/// ```
///
/// `step` is the id that the recording gave the step that the finding stands on, `steps` are those of all that it stands
/// for, of more than a thousand the first; `evidence` numbers of events (`seq`); `since` and `lasted` are in ns.
/// Of a site, what is not known is `null`.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("Finding", 15)?;
        json.serialize_field("kind", self.kind.as_str())?;
        json.serialize_field("severity", self.severity.as_str())?;
        json.serialize_field("certainty", self.certainty.as_str())?;
        json.serialize_field("message", &self.message)?;
        json.serialize_field("site", &SiteJson(&self.place))?;
        json.serialize_field("step", &self.place.id)?;
        json.serialize_field("count", &self.count)?;
        json.serialize_field("steps", &self.step_ids)?;
        json.serialize_field("related", &self.related)?;
        json.serialize_field("path", &self.path)?;
        json.serialize_field("since", &self.since)?;
        json.serialize_field("lasted", &self.lasted)?;
        json.serialize_field("evidence", &self.evidence)?;
        json.serialize_field("next", &self.next)?;
        json.serialize_field("threshold", &known(&self.threshold))?;
        json.end()
    }
}

impl Serialize for Related {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("Related", 3)?;
        json.serialize_field("role", self.role)?;
        json.serialize_field("step", &self.place.id)?;
        json.serialize_field("site", &SiteJson(&self.place))?;
        json.end()
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("Place", 2)?;
        json.serialize_field("step", &self.id)?;
        json.serialize_field("site", &SiteJson(self))?;
        json.end()
    }
}

struct SiteJson<'a>(&'a Place);

impl Serialize for SiteJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Place {
            file,
            line,
            column,
            expr,
            ..
        } = self.0;
        let mut json = serializer.serialize_struct("Site", 4)?;
        json.serialize_field("file", &known(file))?;
        json.serialize_field("line", &Some(*line).filter(|line| *line > 0))?;
        json.serialize_field("column", &Some(*column).filter(|column| *column > 0))?;
        json.serialize_field("expr", expr)?;
        json.end()
    }
}

fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
