/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The language of the program. */
#include "config.h"

#include "base/rg-i18n.h"

#include <locale.h>

void
rg_i18n_start (void)
{
  const char *folder = g_getenv ("REGULARS_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : RG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* gettext() gives the very text back that it does not know. */
const char *
rg_i18n_in (const char *text, gsize skip)
{
  const char *translated = gettext (text);

  return translated == text ? text + skip : translated;
}

const char *
rg_i18n_many_in (const char *one, const char *many, gulong n, gsize skip)
{
  const char *translated = ngettext (one, many, n);

  return translated == one ? one + skip : translated;
}
