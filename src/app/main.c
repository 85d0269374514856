/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Starts the application, nothing else. */
#include "config.h"

#include <locale.h>

#include "app/rg-application.h"
#include "base/rg-i18n.h"

int
main (int argc, char *argv[])
{
  g_autoptr (RgApplication) application = NULL;
  /* The tests bring a language of their own. */
  const char *folder = g_getenv ("REGULARS_TEST_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : RG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = rg_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
