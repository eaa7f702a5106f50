//! What stands in the parentheses of the attribute: `#[trace_async(trace = expr, crate = path)]`.

use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, Ident, LitStr, Path, Result, Token, ext::IdentExt as _};

/// The arguments, none of which is needed.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The trace to record into; without it, the ambient one.
    pub(crate) trace: Option<Expr>,
    /// Where `reify_lib` is found; without it, under the name that the manifest gives it.
    pub(crate) library: Option<Path>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self::default();
        while !input.is_empty() {
            arguments.parse_one(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(arguments)
    }
}

impl Arguments {
    fn parse_one(&mut self, input: ParseStream<'_>) -> Result<()> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected `trace = <expression>` or `crate = <path>`"));
        }
        let name = input.call(Ident::parse_any)?;
        match name.to_string().as_str() {
            "trace" => {
                value_follows(input, &name, "a trace, such as `trace = self.trace`")?;
                set(&mut self.trace, input.parse()?, &name)
            }
            "crate" => {
                value_follows(
                    input,
                    &name,
                    "the path of reify_lib, such as `crate = tracer`",
                )?;
                let path = if input.peek(LitStr) {
                    input.parse::<LitStr>()?.parse_with(Path::parse_mod_style)?
                } else {
                    input.call(Path::parse_mod_style)?
                };
                set(&mut self.library, path, &name)
            }
            _ => Err(unknown(&name)),
        }
    }
}

fn value_follows(input: ParseStream<'_>, name: &Ident, what: &str) -> Result<()> {
    if !input.peek(Token![=]) {
        return Err(Error::new(name.span(), format!("`{name}` needs {what}")));
    }
    input.parse::<Token![=]>()?;
    if input.is_empty() {
        return Err(Error::new(name.span(), format!("`{name}` needs {what}")));
    }
    Ok(())
}

fn set<T>(argument: &mut Option<T>, value: T, name: &Ident) -> Result<()> {
    if argument.replace(value).is_some() {
        return Err(Error::new(
            name.span(),
            format!("`{name}` is given twice: remove one of them"),
        ));
    }
    Ok(())
}

fn unknown(name: &Ident) -> Error {
    let text = name.to_string();
    let meant = match text.to_lowercase().as_str() {
        "into" | "to" | "trac" | "traces" | "recorder" | "tracer" => "; did you mean `trace`?",
        "path" | "krate" | "crate_path" | "crate_name" | "library" => "; did you mean `crate`?",
        _ => "; `#[trace_async]` takes `trace = <expression>` and `crate = <path>`",
    };
    Error::new(name.span(), format!("unknown argument `{text}`{meant}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        syn::parse_str::<Arguments>(text).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn trace_and_crate_are_taken_in_any_order_with_a_trailing_comma() {
        for text in [
            "trace = self.trace, crate = a::b",
            "crate = a::b, trace = self.trace,",
            "crate = \"a::b\", trace = self.trace",
        ] {
            let arguments = syn::parse_str::<Arguments>(text).unwrap();
            assert!(
                arguments.trace.is_some() && arguments.library.is_some(),
                "{text}"
            );
        }
    }

    #[test]
    fn mistakes_are_told_with_what_was_meant() {
        assert_eq!(
            error("tracer = x"),
            "unknown argument `tracer`; did you mean `trace`?"
        );
        assert_eq!(
            error("trace"),
            "`trace` needs a trace, such as `trace = self.trace`"
        );
        assert_eq!(
            error("trace ="),
            "`trace` needs a trace, such as `trace = self.trace`"
        );
        assert_eq!(
            error("trace = a, trace = b"),
            "`trace` is given twice: remove one of them"
        );
        assert_eq!(
            error("\"a\""),
            "expected `trace = <expression>` or `crate = <path>`"
        );
    }
}
