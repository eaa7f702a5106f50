//! [`Scope`]: where in the item the rewriter is.

/// The names around an await, and what may be done there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// The names of the functions and types within the innermost module.
    path: Vec<String>,
    /// Whether the nearest body is an async one: only there can a macro await its arms.
    pub(crate) is_async: bool,
    /// Whether we are inside the body of a function, where items see no local variables.
    pub(crate) in_function: bool,
    /// Whether we are in an item inside the body of a function.
    pub(crate) in_nested_item: bool,
}

impl Scope {
    /// The scope of what is called `name` here.
    pub(crate) fn inside(&self, name: String) -> Self {
        let mut scope = self.clone();
        scope.path.push(name);
        scope.is_async = false;
        scope
    }

    /// The scope of a module: `module_path!()` speaks of what is around it.
    pub(crate) fn inside_module(&self) -> Self {
        Self {
            path: Vec::new(),
            is_async: false,
            ..self.clone()
        }
    }

    /// What follows the path of the module in the path of the function: `::Type::method`.
    pub(crate) fn suffix(&self) -> String {
        self.path.iter().flat_map(|name| ["::", name]).collect()
    }
}
