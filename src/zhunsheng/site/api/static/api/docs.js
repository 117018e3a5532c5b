// Starts Swagger UI on the description of this site; nothing is loaded from elsewhere.
"use strict";
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.description,
  deepLinking: false,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  withCredentials: false,
  layout: "BaseLayout",
});
