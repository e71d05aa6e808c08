//! A vendor's published API, as OpenAPI 3.0: what a request may look like, and what an answer.

use jsonschema::Draft;
use reqwest::Url;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// One API, read from a file of the contracts' folder.
pub struct Contract {
    document: Value,
    /// Its components as JSON Schema, where every reference finds them.
    components: Value,
}

impl Contract {
    /// The contract in `file`; `None` where the folder of contracts is not here.
    pub fn load(file: &str) -> Option<Self> {
        let folder = std::env::var_os("POSTERN_CONTRACTS").map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/contracts")),
            PathBuf::from,
        );
        if !folder.is_dir() {
            return None;
        }
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        Some(Self::read(&text))
    }

    fn read(text: &str) -> Self {
        let document: Value = serde_yaml_ng::from_str(text).unwrap();
        let components = translate(document.get("components").unwrap_or(&Value::Null));
        Self { document, components }
    }

    /// Whether a request is one of the API's: its path, its query and its body.
    pub fn request(&self, method: &str, path_and_query: &str, body: Option<&Value>) -> Result<(), String> {
        let url = Url::parse(&format!("http://contract{path_and_query}")).map_err(|e| e.to_string())?;
        let at = format!("{method} {}", url.path());
        let (path, operation) = self.operation(method, url.path()).ok_or(format!("{at}: no such operation"))?;
        self.query(&url, path, operation).map_err(|e| format!("{at}: {e}"))?;
        let declared = operation.get("requestBody").map(|declared| self.resolved(declared));
        match (declared, body) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(format!("{at}: a body where none belongs")),
            (Some(declared), None) if declared.get("required") == Some(&Value::Bool(true)) => {
                Err(format!("{at}: no body"))
            }
            (Some(_), None) => Ok(()),
            (Some(declared), Some(body)) => {
                let schema = schema_of(declared).ok_or(format!("{at}: a body without a schema"))?;
                self.check(schema, body).map_err(|e| format!("{at}: {e}"))
            }
        }
    }

    /// Whether an answer is one of the API's to that request.
    pub fn response(&self, method: &str, path: &str, status: u16, body: Option<&Value>) -> Result<(), String> {
        let path = path.split('?').next().unwrap_or(path);
        let at = format!("{method} {path} -> {status}");
        let (_, operation) = self.operation(method, path).ok_or(format!("{at}: no such operation"))?;
        let all = operation.get("responses").and_then(Value::as_object);
        let declared = all.and_then(|all| all.get(&status.to_string()).or_else(|| all.get("default")));
        let declared = self.resolved(declared.ok_or(format!("{at}: no such answer"))?);
        match (schema_of(declared), body) {
            (None, None) => Ok(()),
            (None, Some(_)) => Err(format!("{at}: a body where none belongs")),
            (Some(_), None) => Err(format!("{at}: no body")),
            (Some(schema), Some(body)) => self.check(schema, body).map_err(|e| format!("{at}: {e}")),
        }
    }

    /// The operation that `method` and `path` name, with its path's entry. Of several templates that fit, the one with
    /// the fewest parameters.
    fn operation(&self, method: &str, path: &str) -> Option<(&Value, &Value)> {
        let paths = self.document.get("paths")?.as_object()?;
        let fitting = paths.iter().filter(|(template, _)| fits(template, path));
        let (_, entry) = fitting.min_by_key(|(template, _)| template.matches('{').count())?;
        Some((entry, entry.get(method.to_ascii_lowercase())?))
    }

    /// Whether every name in the query is declared, and whatever is required is there.
    fn query(&self, url: &Url, path: &Value, operation: &Value) -> Result<(), String> {
        let lists = [path, operation].into_iter().filter_map(|at| at.get("parameters")?.as_array());
        let declared: Vec<_> = lists
            .flatten()
            .map(|parameter| self.resolved(parameter))
            .filter(|parameter| parameter.get("in").is_some_and(|place| place == "query"))
            .collect();
        let name = |parameter: &&Value| parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let allowed: Vec<_> = declared.iter().map(name).collect();
        let given: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
        if let Some(odd) = given.iter().find(|given| !allowed.contains(given)) {
            return Err(format!("the query has {odd}"));
        }
        let mut required = declared.iter().filter(|p| p.get("required") == Some(&Value::Bool(true))).map(name);
        match required.find(|required| !given.contains(required)) {
            Some(missing) => Err(format!("the query lacks {missing}")),
            None => Ok(()),
        }
    }

    /// What a reference stands for; anything else is itself.
    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let reference = value.get("$ref").and_then(Value::as_str);
        let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
        pointer.and_then(|pointer| self.document.pointer(pointer)).unwrap_or(value)
    }

    fn check(&self, schema: &Value, body: &Value) -> Result<(), String> {
        let root = json!({"components": self.components, "allOf": [translate(schema)]});
        let validator =
            jsonschema::options().with_draft(Draft::Draft4).build(&root).map_err(|e| format!("the schema: {e}"))?;
        let errors: Vec<_> = validator.iter_errors(body).map(|e| format!("{}: {e}", e.instance_path())).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors.join("; ")) }
    }
}

/// The schema of a JSON body.
fn schema_of(declared: &Value) -> Option<&Value> {
    let content = declared.get("content")?.as_object()?;
    content.get("application/json").or_else(|| content.values().next())?.get("schema")
}

/// Whether `path` is one of `template`, whose parameters stand for one segment each.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let one = |(wanted, given): (&&str, &&str)| match wanted.strip_prefix('{') {
        Some(_) => !given.is_empty(),
        None => wanted == given,
    };
    template.len() == path.len() && template.iter().zip(&path).all(one)
}

/// A schema of OpenAPI 3.0 as one of JSON Schema (draft 4, which it is built on): `nullable` becomes a choice, what
/// stands beside a reference counts for nothing, and so does `discriminator`.
fn translate(schema: &Value) -> Value {
    match schema {
        Value::Array(all) => Value::Array(all.iter().map(translate).collect()),
        Value::Object(fields) => translate_fields(fields),
        other => other.clone(),
    }
}

fn translate_fields(fields: &Map<String, Value>) -> Value {
    if let Some(Value::String(target)) = fields.get("$ref") {
        return json!({"$ref": target});
    }
    let nullable = fields.get("nullable") == Some(&Value::Bool(true));
    // Examples are no schemas, and no descriptions are either.
    let ignored = |name: &str, value: &Value| match name {
        "nullable" => value.is_boolean(),
        "discriminator" => value.get("propertyName").is_some_and(Value::is_string),
        "example" | "examples" => !value.get("type").is_some_and(Value::is_string),
        _ => false,
    };
    let kept = fields.iter().filter(|(name, value)| !ignored(name, value));
    let translated: Map<_, _> = kept.map(|(name, value)| (name.clone(), translate(value))).collect();
    if nullable { json!({"anyOf": [{"type": "null"}, translated]}) } else { Value::Object(translated) }
}

#[test]
fn a_contract_tells_what_fits_from_what_does_not() {
    let contract = Contract::read(
        "openapi: 3.0.3
paths:
  /users/{id}:
    parameters: [{$ref: '#/components/parameters/select'}]
    get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/user'}}}}}}
    delete: {responses: {'204': {description: gone}}}
  /users/me:
    put:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/user'}}}}
      responses: {'204': {description: kept}}
components:
  parameters: {select: {name: $select, in: query}}
  schemas:
    user:
      type: object
      required: [id]
      additionalProperties: false
      properties: {id: {type: string}, mail: {type: string, nullable: true}, kind: {$ref: '#/components/schemas/kind'}}
    kind: {type: string, enum: [a, b], nullable: true}
",
    );
    let user = json!({"id": "1", "mail": null, "kind": "a"});
    assert_eq!(contract.request("GET", "/users/1?$select=id", None), Ok(()));
    assert_eq!(contract.request("GET", "/users/1?%24select=id", None), Ok(()));
    assert!(contract.request("GET", "/users/1?select=id", None).is_err());
    assert!(contract.request("GET", "/users", None).is_err());
    assert!(contract.request("PATCH", "/users/1", None).is_err());
    assert!(contract.request("DELETE", "/users/1", Some(&json!({}))).is_err());
    assert_eq!(contract.request("PUT", "/users/me", Some(&user)), Ok(()));
    assert!(contract.request("PUT", "/users/me", None).is_err());
    assert!(contract.request("PUT", "/users/me", Some(&json!({"id": "1", "kind": "c"}))).is_err());
    assert_eq!(contract.response("GET", "/users/1?$select=id", 200, Some(&user)), Ok(()));
    assert_eq!(contract.response("GET", "/users/1", 200, Some(&json!({"id": "1", "kind": null}))), Ok(()));
    for bad in [json!({}), json!({"id": null}), json!({"id": "1", "more": 1})] {
        assert!(contract.response("GET", "/users/1", 200, Some(&bad)).is_err(), "{bad}");
    }
    assert!(contract.response("GET", "/users/1", 404, None).is_err());
    assert_eq!(contract.response("DELETE", "/users/1", 204, None), Ok(()));
}
