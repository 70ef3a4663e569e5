"""What the JavaScript and the TypeScript checker share: forms, parsing, scopes, environments, the second opinion."""
