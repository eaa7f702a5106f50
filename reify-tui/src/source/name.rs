//! What names of files are looked for at all.

use std::path::PathBuf;

/// The name as a path of this machine.
///
/// # Errors
///
/// Where it means something else than a file: why it is refused, in words.
pub(super) fn checked(name: &str) -> Result<PathBuf, String> {
    if name.is_empty() {
        return Err("the recording names no file here".to_owned());
    }
    let refuse = |what| Err(format!("{name}: {what} is not read"));
    if name.contains('\0') {
        return refuse("a name with a NUL in it");
    }
    if name.contains("://") {
        return refuse("a URL");
    }
    let slashed = name.replace('\\', "/");
    if slashed.starts_with("//") {
        return refuse("a network share or device");
    }
    if slashed.split('/').any(is_device) {
        return refuse("a device");
    }
    // A trace of Windows may be opened elsewhere; a backslash in the name of a Rust file is no other thing.
    Ok(PathBuf::from(if cfg!(windows) { name } else { &slashed }))
}

/// Names that Windows takes for devices in every folder, with any suffix. Nobody calls a Rust file so.
fn is_device(component: &str) -> bool {
    if !cfg!(windows) {
        return false;
    }
    let stem = component.split('.').next().unwrap_or(component).trim_end();
    let stem = stem.to_ascii_lowercase();
    let numbered = |name| {
        stem.strip_prefix(name)
            .is_some_and(|rest: &str| rest.len() == 1)
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || numbered("com")
        || numbered("lpt")
}
