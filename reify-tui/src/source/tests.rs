//! That sources are found where they are, and nothing else is read.

use std::fs;

use super::*;

/// A project with a trace in a folder of it, and things that are not to be read beside it.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        world.write("shop/Cargo.toml", "");
        world.write("shop/src/main.rs", "fn main() {\n}\n");
        world.write("shop/traces/trace.json", "");
        world.write("elsewhere/lib.rs", "secret");
        world.write("elsewhere/deep/more.rs", "more");
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn finder(&self, trace: &str, recorded: &str, extra: &[&str]) -> SourceFinder {
        let extra: Vec<PathBuf> = extra.iter().map(|name| self.path(name)).collect();
        let empty = self.path("empty");
        fs::create_dir_all(&empty).unwrap();
        SourceFinder::new(&self.path(trace), recorded, &empty, &extra)
    }
}

fn refusal(result: Result<SourceFile, SourceProblem>) -> String {
    match result {
        Err(SourceProblem::Refused(why)) => why,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_file_is_found_in_the_project_around_the_trace() {
    let world = World::new();
    let file = world
        .finder("shop/traces/trace.json", "", &[])
        .find("src/main.rs");
    let file = file.unwrap();
    assert_eq!(file.path, world.path("shop/src/main.rs"));
    assert_eq!(file.lines, ["fn main() {", "}"]);
}

#[test]
fn a_file_is_found_in_the_recorded_root() {
    let world = World::new();
    world.write("copies/trace.json", "");
    let root = world.path("shop");
    for root in [root.to_str().unwrap(), "../shop"] {
        let finder = world.finder("copies/trace.json", root, &[]);
        assert!(finder.find("src/main.rs").is_ok(), "{root}");
    }
}

#[test]
fn a_file_is_found_in_the_folders_that_the_user_names() {
    let world = World::new();
    let finder = world.finder("shop/traces/trace.json", "", &["elsewhere"]);
    assert_eq!(finder.find("lib.rs").unwrap().lines, ["secret"]);
}

#[test]
fn a_file_is_found_around_the_current_folder() {
    let world = World::new();
    let current = world.path("shop/src");
    let finder = SourceFinder::new(&world.path("elsewhere/trace.json"), "", &current, &[]);
    assert!(finder.find("src/main.rs").is_ok());
}

#[test]
fn an_absolute_name_of_another_machine_is_found_below_the_roots() {
    let world = World::new();
    let finder = world.finder("shop/traces/trace.json", "/home/them/shop", &[]);
    assert!(finder.find("/home/them/shop/src/main.rs").is_ok());
    let backslashes = finder.find(r"src\main.rs");
    assert!(backslashes.is_ok());
}

#[test]
fn what_is_not_there_is_reported_with_the_places_tried() {
    let world = World::new();
    let found = world
        .finder("shop/traces/trace.json", "", &[])
        .find("src/gone.rs");
    let Err(SourceProblem::Missing { tried }) = found else {
        panic!("{found:?}");
    };
    assert!(tried.contains(&world.path("shop/src/gone.rs")), "{tried:?}");
}

#[test]
fn nothing_outside_of_the_roots_is_read() {
    let world = World::new();
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    let absolute = world.path("elsewhere/lib.rs");
    for name in ["../elsewhere/lib.rs", absolute.to_str().unwrap()] {
        let why = refusal(finder.find(name));
        assert!(why.contains("--source-root"), "{why}");
        assert!(why.contains(absolute.to_str().unwrap()), "{why}");
    }
}

#[test]
fn a_trace_cannot_widen_the_roots_to_whatever_it_likes() {
    let world = World::new();
    let elsewhere = world.path("elsewhere");
    let finder = world.finder("shop/traces/trace.json", elsewhere.to_str().unwrap(), &[]);
    assert!(refusal(finder.find("lib.rs")).contains("--source-root"));
    refusal(finder.find(world.path("elsewhere/lib.rs").to_str().unwrap()));
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    let world = World::new();
    let link = world.path("shop/src/link.rs");
    std::os::unix::fs::symlink(world.path("elsewhere/lib.rs"), &link).unwrap();
    refusal(
        world
            .finder("shop/traces/trace.json", "", &[])
            .find("src/link.rs"),
    );
    let allowed = world.finder("shop/traces/trace.json", "", &["elsewhere"]);
    assert!(allowed.find("src/link.rs").is_ok());
}

#[test]
fn only_regular_files_of_a_sane_size_are_read() {
    let world = World::new();
    let huge = fs::File::create(world.path("shop/src/huge.rs")).unwrap();
    huge.set_len(LARGEST + 1).unwrap();
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    assert!(refusal(finder.find("src/huge.rs")).contains("larger"));
    assert!(refusal(finder.find("src")).contains("regular"));
}

#[cfg(unix)]
#[test]
fn devices_are_not_read_even_under_a_root_that_the_user_named() {
    let world = World::new();
    let finder = SourceFinder::new(
        &world.path("shop/traces/trace.json"),
        "",
        &world.path("shop"),
        &["/dev".into()],
    );
    assert!(refusal(finder.find("null")).contains("regular"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let world = World::new();
    let pipe = world.path("shop/src/pipe.rs");
    mkfifo(&pipe);
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    assert!(refusal(finder.find("src/pipe.rs")).contains("it is a pipe"));
}

#[cfg(unix)]
fn mkfifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[cfg(unix)]
#[test]
fn folders_that_are_links_lead_nowhere_else() {
    let world = World::new();
    let link = world.path("shop/src/vendor");
    std::os::unix::fs::symlink(world.path("elsewhere"), &link).unwrap();
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    for name in ["src/vendor/lib.rs", "src/vendor/deep/more.rs"] {
        refusal(finder.find(name));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_shows_as_files_is_not_read() {
    let world = World::new();
    let finder = world.finder("shop/traces/trace.json", "/proc/self", &[]);
    for name in [
        "environ",
        "/proc/self/environ",
        "/proc/self/fd/0",
        "/proc/self/mem",
        "/etc/passwd",
    ] {
        assert!(finder.find(name).is_err(), "{name}");
    }
    // By way of the root of the file system it is the same file all the same.
    let inside = world.path("shop/src/main.rs");
    let detour = format!("/proc/self/root{}", inside.display());
    assert_eq!(finder.find(&detour).unwrap().path, inside);
}

#[test]
fn what_is_not_text_or_has_too_many_lines_is_not_shown() {
    let world = World::new();
    world.write("shop/src/binary.rs", "fn\0main");
    world.write("shop/src/lines.rs", &"\n".repeat(MOST_LINES + 1));
    world.write("shop/src/many.rs", &"\n".repeat(MOST_LINES));
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    assert!(refusal(finder.find("src/binary.rs")).contains("not text"));
    assert!(refusal(finder.find("src/lines.rs")).contains("200 000 lines"));
    assert!(finder.find("src/many.rs").is_ok());
}

#[test]
fn a_recorded_root_that_is_no_folder_is_not_looked_for() {
    let world = World::new();
    for root in [
        r"\\server\share",
        "//server/share",
        "smb://server/share",
        "\0",
    ] {
        let finder = world.finder("shop/traces/trace.json", root, &[]);
        assert_eq!(finder.recorded, Path::new(""), "{root}");
        assert!(finder.find("src/main.rs").is_ok(), "{root}");
    }
}

#[test]
fn names_that_are_no_files_are_refused_unseen() {
    let world = World::new();
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    for name in [
        "",
        "scp://host/file",
        "https://host/a.rs",
        r"\\.\pipe\a",
        "file:///etc/passwd",
        r"\\server\share\a.rs",
        r"\\?\C:\a.rs",
        "//server/a.rs",
        "a\0b",
    ] {
        refusal(finder.find(name));
    }
}

#[test]
fn a_file_is_found_where_a_remap_says() {
    let world = World::new();
    let finder = |remap: &str| {
        let to = format!("{remap}={}", world.path("elsewhere").display());
        let finder = world.finder("shop/traces/trace.json", "/build/shop", &[]);
        finder.with_remaps(Path::new("/"), &[to.parse().unwrap()])
    };
    let found = finder("/build/shop").find("lib.rs").unwrap();
    assert_eq!(found.path, world.path("elsewhere/lib.rs"));
    let found = finder("/build").find("/build/deep/more.rs").unwrap();
    assert_eq!(found.path, world.path("elsewhere/deep/more.rs"));
    let found = finder("vendor").find("vendor/lib.rs").unwrap();
    assert_eq!(found.path, world.path("elsewhere/lib.rs"));
}

#[test]
fn a_remap_leads_nowhere_but_below_its_folder() {
    let world = World::new();
    let to = format!("/build={}", world.path("elsewhere/deep").display());
    let finder = world.finder("shop/traces/trace.json", "", &[]);
    let finder = finder.with_remaps(Path::new("/"), &[to.parse().unwrap()]);
    assert!(finder.find("/build/../lib.rs").is_err());
}
