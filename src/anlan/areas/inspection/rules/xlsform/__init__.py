"""Reading XLSForm workbooks: sheets of cells in, a checklist's content and every problem out."""
