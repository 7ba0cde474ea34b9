"""What is asked: every question of the product as a file, with typed parameters.

A question is one `.rq` file: portable SPARQL 1.1 under a header of `#+` decorators in grlc's convention
(https://github.com/CLARIAH/grlc), so that other tools can serve the folder too. How such a file is written:

* The file's name is the query's name; its folder is the subject. `summary` is the title, `description` tells a reader
  what the answer means, `tags` group queries; the tag `internal` keeps one out of listings.
* `chart`, where a picture says more than the table, gives the column `along` which bars stand and the `bars`, columns
  of numbers that are laid end to end. Other tools pass over what they do not know.
* A parameter is a variable named as grlc names it, `?_<name>` with a suffix for the kind of term: `_iri` for anything
  that has an identifier, none for text, `_integer` for a number, `_xsd_date` for a day. `?__<name>…` (two underscores)
  is optional. grlc finds a parameter only in a triple pattern or in HAVING, so one that a BIND or FILTER needs stands
  in HAVING too. `parameters` gives each one's type and description, `defaults` (a list, as in grlc) a value that makes
  a good first answer. A type may be a list of alternatives; a bare slug is then looked for in each, in that order.
* A value takes the place of its variable wherever that stands, so a parameter must not be projected, grouped by, bound
  or tested with BOUND. An optional parameter left out stays a variable, and so may stand only where any value will do:
  in a triple pattern.
* A column with an identifier, `?partner`, has its label beside it as `?partnerLabel`; who shows the table may show the
  label with a link. An identifier without such a column is there to be followed. All other columns are plain values.
* The answer must be the same on every engine. ORDER BY ends with something unique, and sorts by strings, numbers and
  days, never by bare identifiers, by years beside days, or without COALESCE by what may be unbound. No aggregate but
  COUNT runs over something that may be unbound. GROUP_CONCAT and SAMPLE, whose answers depend on the engine, are not
  used. A path `a|b` can give a row twice, so it stands under DISTINCT or an aggregate.
* Labels, or all statements, of what a sub-select gives are fetched in OPTIONAL, and the labels of these statements in
  one within it: that looks them up row by row, while a join would go through every one of the graph. But a label of
  what may be unbound itself would then be every label there is: such a label is fetched together with its thing.
* Virtuoso 7 is among the engines. It gives 0 and 1 for the truth of BIND(… = …), so such a column says "yes" or "no".
  It loses rows under a path `p?` that starts from a constant: write `a|b` or UNION. It may take what OPTIONAL found for
  one row for all of them when COALESCE goes into an aggregate: write UNION with FILTER NOT EXISTS. In two sub-selects
  beside each other an expression over both may be computed once: compute within each. Divide only inside FLOOR and a
  cast. `tests/engines` holds all queries against it.

`queries.registry` finds and describes the queries, `queries.run` answers one.
"""
