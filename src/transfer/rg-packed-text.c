/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "transfer/rg-packed-text.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "transfer/rg-unpack.h"

#define ENTRIES_MAX 1000

static gboolean
wants_table (const char *path, gboolean is_file, gpointer data)
{
  static const char *const endings[] = { ".txt", ".csv", ".tsv" };
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;
  g_autofree char *name = path != NULL ? g_ascii_strdown (slash != NULL ? slash + 1 : path, -1)
                                       : NULL;

  for (guint i = 0; is_file && name != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return !g_str_has_prefix (name, "readme");
  return FALSE;
}

static void
take_larger (const char *name, GBytes *bytes, gpointer data)
{
  g_autoptr (GBytes) text = bytes;
  GBytes **largest = data;

  if (*largest != NULL && g_bytes_get_size (*largest) >= g_bytes_get_size (text))
    return;
  g_clear_pointer (largest, g_bytes_unref);
  *largest = g_steal_pointer (&text);
}

GBytes *
rg_packed_text_read (GBytes *bytes, GError **error)
{
  const char *damaged = _("This packed file is damaged. Download it again.");
  const RgUnpackBounds bounds = {
    .entries = ENTRIES_MAX, .unpacked = RG_UNPACK_MAX, .many = damaged, .damaged = damaged,
    .large = _("This packed file unpacks to more than any table has, so it was not read."),
    .locked = _("This packed file is locked with a password. Unpack it first."),
  };
  const RgUnpackTaker taker = { wants_table, take_larger };
  g_autoptr (GBytes) largest = NULL;

  return rg_unpack_zip (bytes, &bounds, &taker, &largest, error) ? g_steal_pointer (&largest)
                                                                 : NULL;
}
