"""Reports: pages that answer one question of a head of sales each, from the metrics, in one shared frame.

To add a report, write one module here with a ``REPORT`` (see ``report.Report``) whose ``draw`` makes its tables with
``figures.Figures``, one template ``reports/<key>.html`` if the tables alone do not tell it, and one line in
``registry``. The frame brings the period, the filters, the past day, the files of every table and the printed page.
"""
