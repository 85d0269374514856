/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The settings of this computer. */
#include "pages/rg-settings.h"

#include "config.h"

/* The folder with the compiled schema when the program runs from its build folder, else NULL. */
static char *
rg_settings_dup_build_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname (program) : NULL;

  return folder ? g_build_filename (folder, "..", "..", "data", NULL) : NULL;
}

GSettings *
rg_settings_new (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) source = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (installed)
    schema = g_settings_schema_source_lookup (installed, RG_APP_ID, TRUE);
  if (schema)
    return g_settings_new (RG_APP_ID);

  folder = rg_settings_dup_build_folder ();
  source = g_settings_schema_source_new_from_directory (folder, installed, TRUE, &error);
  if (source)
    schema = g_settings_schema_source_lookup (source, RG_APP_ID, FALSE);
  if (!schema)
    g_error ("The settings schema %s is not installed.", RG_APP_ID);
  return g_settings_new_full (schema, NULL, NULL);
}
