/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Findings as JSON. */
#include "app/rg-lint-report.h"

#define RG_LINT_TRAIL 8

char *
rg_lint_report_dup_trail (GtkWidget *widget)
{
  GString *trail = g_string_new (NULL);

  for (int depth = 0; widget && depth < RG_LINT_TRAIL; depth++)
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

      g_string_append_printf (trail, "%s%s", depth ? " < " : "", G_OBJECT_TYPE_NAME (widget));
      if (id && !g_str_has_prefix (id, "___"))
        g_string_append_printf (trail, "(%s)", id);
      widget = gtk_widget_get_parent (widget);
    }
  return g_string_free_and_steal (trail);
}

static void
rg_lint_report_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value ? value : "");
}

JsonBuilder *
rg_lint_report_begin (void)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  return builder;
}

void
rg_lint_report_add (JsonBuilder *builder, const char *kind, GtkWidget *widget, const char *text,
                    const char *detail)
{
  g_autofree char *trail = rg_lint_report_dup_trail (widget);

  json_builder_begin_object (builder);
  rg_lint_report_add_string (builder, "kind", kind);
  rg_lint_report_add_string (builder, "widget", G_OBJECT_TYPE_NAME (widget));
  rg_lint_report_add_string (builder, "trail", trail);
  rg_lint_report_add_string (builder, "text", text);
  rg_lint_report_add_string (builder, "detail", detail);
  json_builder_end_object (builder);
}

void
rg_lint_report_end (JsonBuilder *builder)
{
  json_builder_end_array (builder);
}

void
rg_lint_report_add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

char *
rg_lint_report_finish (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
