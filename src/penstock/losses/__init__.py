"""Why deals were lost as customers tell it: asked in a talk or by a link, beside what was stated."""
