/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Starts the application, nothing else. */
#include "config.h"

#include "app/rg-application.h"
#include "base/rg-i18n.h"

int
main (int argc, char *argv[])
{
  g_autoptr (RgApplication) application = NULL;

  rg_i18n_start ();
  application = rg_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
