"""What the checker of HTML is made of: tags, nesting, the browser's own reading, scripts within."""
