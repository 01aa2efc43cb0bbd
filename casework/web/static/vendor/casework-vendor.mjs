// The modules of GOV.UK Frontend that Casework starts. Every page works without them.
import {
  Button, CharacterCount, ErrorSummary, FileUpload, NotificationBanner, SkipLink, createAll
} from 'govuk-frontend'

// GOV.UK's page template sets these in an inline script, which our content security policy forbids.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [
  Button, CharacterCount, ErrorSummary, FileUpload, NotificationBanner, SkipLink
]) createAll(component)
