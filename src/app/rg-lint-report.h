/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the page lint and the walk of the keyboard find, as JSON. */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

/* Begins a document with the list `findings`. */
JsonBuilder *rg_lint_report_begin (void);
/* text and detail may be NULL. */
void rg_lint_report_add (JsonBuilder *builder, const char *kind, GtkWidget *widget,
                         const char *text, const char *detail);
/* Ends the list; numbers may follow. */
void rg_lint_report_end (JsonBuilder *builder);
void rg_lint_report_add_number (JsonBuilder *builder, const char *name, gint64 number);
/* The document; the caller owns it. */
char *rg_lint_report_finish (JsonBuilder *builder);

/* The widget and what it is in: "GtkButton < GtkBox(head)". */
char *rg_lint_report_dup_trail (GtkWidget *widget);
