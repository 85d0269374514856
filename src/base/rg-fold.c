/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Search forms and sort keys, through ICU. */
#include "config.h"

#include "base/rg-fold.h"

#include "base/rg-locale.h"

#include <locale.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#define LONGEST_TEXT (16 * 1024 * 1024)

/* Letters that Unicode does not take apart, and signs that keyboards mix up. */
static const struct
{
  UChar32 letter;
  const char *plain;
} letters[] = {
  { 0x00E6, "ae" }, { 0x00F0, "d" },  { 0x00F8, "o" },  { 0x00FE, "th" }, { 0x0111, "d" },
  { 0x0127, "h" },  { 0x0131, "i" },  { 0x0138, "k" },  { 0x0142, "l" },  { 0x014B, "n" },
  { 0x0153, "oe" }, { 0x0167, "t" },  { 0x0180, "b" },  { 0x01DD, "e" },  { 0x0259, "e" },
  { 0x0640, "" },   /* Arabic tatweel only stretches a word */
  { 0x0649, "\u064a" }, { 0x0629, "\u0647" }, { 0x06A9, "\u0643" }, { 0x06CC, "\u064a" },
  { 0x2010, "-" },  { 0x2011, "-" },  { 0x2012, "-" },  { 0x2013, "-" },  { 0x2018, "'" },
  { 0x2019, "'" },  { 0x02BC, "'" },
};

static const char *
rg_fold_letter (UChar32 c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if (letters[i].letter == c)
        return letters[i].plain;
    }
  return NULL;
}

/* Marks above and below letters, which people leave out. Vowel signs of Indic scripts and Thai are
 * letters to those who write them, and so are the Japanese voicing marks. */
static gboolean
rg_fold_drops (UChar32 c)
{
  UErrorCode error = U_ZERO_ERROR;
  UScriptCode script;

  if (u_hasBinaryProperty (c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return TRUE;
  if (u_charType (c) != U_NON_SPACING_MARK || c == 0x3099 || c == 0x309A)
    return FALSE;
  script = uscript_getScript (c, &error);
  return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW || script == USCRIPT_ARABIC
         || script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
}

static void
rg_fold_append (GString *folded, UChar32 c)
{
  const char *plain;

  if (u_isUWhiteSpace (c))
    {
      if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  else if ((plain = rg_fold_letter (c)) != NULL)
    g_string_append (folded, plain);
  else if (!rg_fold_drops (c))
    g_string_append_unichar (folded, (gunichar) c);
}

static char *
rg_fold_finish (GString *folded)
{
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free_and_steal (folded);
}

static char *
rg_fold_ascii (const char *text, gsize length)
{
  GString *folded = g_string_sized_new (length + 1);
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (text[i]) && text[i] != '\v')
        g_string_append_c (folded, g_ascii_tolower (text[i]));
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  return rg_fold_finish (folded);
}

/* One step: UTF-16 in, newly allocated UTF-16 out; the length by reference. */
typedef gint32 (*RgFoldStep) (const UChar *text, gint32 length, UChar *out, gint32 size,
                              UErrorCode *error);

static gint32
rg_fold_step_nfkd (const UChar *text, gint32 length, UChar *out, gint32 size, UErrorCode *error)
{
  return unorm2_normalize (unorm2_getNFKDInstance (error), text, length, out, size, error);
}

static gint32
rg_fold_step_case (const UChar *text, gint32 length, UChar *out, gint32 size, UErrorCode *error)
{
  return u_strFoldCase (out, size, text, length, U_FOLD_CASE_DEFAULT, error);
}

static UChar *
rg_fold_run_step (RgFoldStep step, const UChar *text, gint32 *length)
{
  UErrorCode error = U_ZERO_ERROR;
  gint32 size = *length * 2 + 16;
  UChar *out = g_new (UChar, size);
  gint32 n = step (text, *length, out, size, &error);
  if (error == U_BUFFER_OVERFLOW_ERROR)
    {
      error = U_ZERO_ERROR;
      out = g_renew (UChar, out, n + 1);
      n = step (text, *length, out, n + 1, &error);
    }
  g_assert (U_SUCCESS (error));
  *length = n;
  return out;
}

static UChar *
rg_fold_to_utf16 (const char *text, gsize length, gint32 *n_units)
{
  UErrorCode error = U_ZERO_ERROR;
  g_autofree UChar *units = g_new (UChar, length + 1);
  u_strFromUTF8 (units, (gint32) length + 1, n_units, text, (gint32) length, &error);
  return U_SUCCESS (error) ? g_steal_pointer (&units) : NULL;
}

char *
rg_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  gsize length = strlen (text);
  if (g_str_is_ascii (text))
    return rg_fold_ascii (text, length);
  /* Longer text is no name and no address: a cell of garbage must not take gigabytes. */
  if (length > LONGEST_TEXT)
    return NULL;

  gint32 n = 0;
  g_autofree UChar *units = rg_fold_to_utf16 (text, length, &n);
  if (units == NULL)
    return NULL;
  g_autofree UChar *apart = rg_fold_run_step (rg_fold_step_nfkd, units, &n);
  g_autofree UChar *folded_case = rg_fold_run_step (rg_fold_step_case, apart, &n);
  g_autofree UChar *again = rg_fold_run_step (rg_fold_step_nfkd, folded_case, &n);

  GString *folded = g_string_sized_new (length + 1);
  for (gint32 i = 0; i < n;)
    {
      UChar32 c;
      U16_NEXT (again, i, n, c);
      rg_fold_append (folded, c);
    }
  return rg_fold_finish (folded);
}

/* --- Order ------------------------------------------------------------------------------------ */

typedef struct
{
  const char *locale; /* interned */
  UCollator *collator;
} RgSortCollator;

static void
rg_sort_collator_free (gpointer data)
{
  RgSortCollator *self = data;
  ucol_close (self->collator);
  g_free (self);
}

/* A collator may be used by one thread at a time, and opening one is slow: each thread keeps its
 * own. */
static UCollator *
rg_sort_get_collator (const char *name)
{
  static GPrivate key = G_PRIVATE_INIT (rg_sort_collator_free);
  const char *locale = g_intern_string (name);
  RgSortCollator *self = g_private_get (&key);

  if (self == NULL || self->locale != locale)
    {
      UErrorCode error = U_ZERO_ERROR;
      self = g_new0 (RgSortCollator, 1);
      self->locale = locale;
      self->collator = ucol_open (locale, &error);
      g_assert (U_SUCCESS (error));
      g_private_replace (&key, self);
    }
  return self->collator;
}

GBytes *
rg_sort_key (const char *text)
{
  return rg_sort_key_in (rg_sort_locale (), text);
}

GBytes *
rg_sort_key_in (const char *locale, const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  UCollator *collator = rg_sort_get_collator (locale);
  gint32 n = 0;
  g_autofree UChar *units = rg_fold_to_utf16 (text, strlen (text), &n);
  if (units == NULL)
    return g_bytes_new_static ("", 0);

  guint8 small[256];
  gint32 size = ucol_getSortKey (collator, units, n, small, sizeof small);
  if (size <= (gint32) sizeof small)
    return g_bytes_new (small, (gsize) MAX (size - 1, 0));
  guint8 *large = g_malloc ((gsize) size);
  ucol_getSortKey (collator, units, n, large, size);
  return g_bytes_new_take (large, (gsize) size - 1);
}

const char *
rg_sort_locale (void)
{
  return rg_locale_for_icu (LC_COLLATE);
}
