"""What the page of the forecast is made of: what is asked, the ways to tell what a period brings, tables, a drawing."""
