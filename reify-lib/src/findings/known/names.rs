//! Parts of the names of types and of expressions.

/// What a method is called on: `self.db` of `self.db.lock()`.
pub(in crate::findings) fn receiver(expr: &str) -> Option<&str> {
    let call = last_call(expr)?;
    let before = &expr[..call.as_ptr() as usize - expr.as_ptr() as usize];
    Some(before.trim_end().strip_suffix('.')?.trim_end())
}

/// The name of a type without what stands in angle brackets.
pub(super) fn head(future: &str) -> String {
    let mut depth = 0_u32;
    let outside = future.chars().filter(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    outside.collect()
}

/// What stands in the first angle brackets of a type's name.
pub(super) fn arguments(future: &str) -> &str {
    let inside = || {
        let (start, end) = (future.find('<')? + 1, future.rfind('>')?);
        future.get(start..end)
    };
    inside().unwrap_or_default()
}

/// Whether a name in `CamelCase` or `snake_case` has a word: `MutexLockFuture` has `lock`, `block_on` has not.
pub(super) fn has_word(name: &str, word: &str) -> bool {
    // Where a word of a name in camel case ends, the next one begins with a capital.
    let lower = name.to_ascii_lowercase();
    let starts = |at: usize| {
        at == 0 || name.as_bytes()[at - 1] == b'_' || name.as_bytes()[at].is_ascii_uppercase()
    };
    let ends = |at: usize| {
        let next = name.as_bytes().get(at);
        next.is_none_or(|next| *next == b'_' || next.is_ascii_uppercase() || next.is_ascii_digit())
    };
    let mut found = lower.match_indices(word);
    found.any(|(at, word)| starts(at) && ends(at + word.len()))
}

/// The name of the function that is called last: `retry` of `fetch(id).retry(3)`.
pub(super) fn last_call(expr: &str) -> Option<&str> {
    let expr = expr.trim_end().trim_end_matches('?');
    let before = expr.strip_suffix(')')?;
    let mut depth = 1_u32;
    let open = before.rfind(|c| {
        depth = match c {
            ')' => depth + 1,
            '(' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    let name = &before[..open];
    // A turbofish is not part of the name.
    let name = name
        .strip_suffix('>')
        .and_then(|name| name.rfind("::<").map(|at| &name[..at]))
        .unwrap_or(name);
    let start = name.rfind(|c: char| !c.is_alphanumeric() && c != '_');
    Some(
        start
            .map_or(name, |at| &name[at..])
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_call_is_found_behind_its_arguments() {
        for (expr, call) in [
            ("fetch(id).retry(3)", Some("retry")),
            ("a::b::recv()", Some("recv")),
            ("rx.recv(f(1), (2))?", Some("recv")),
            ("parse::<Vec<u8>>(x)", Some("parse")),
            ("handle", None),
            ("async { 1 }", None),
            (")", None),
            ("()", Some("")),
        ] {
            assert_eq!(last_call(expr), call, "{expr}");
        }
    }

    #[test]
    fn what_a_method_is_called_on_is_its_receiver() {
        assert_eq!(receiver("self.db.lock()"), Some("self.db"));
        assert_eq!(receiver("db .write(1)"), Some("db"));
        assert_eq!(receiver("lock(db)"), None);
    }
}
