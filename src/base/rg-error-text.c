/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Turns an error into what happened, whether anything was lost, and what to do. */
#include "config.h"

#include "base/rg-error-text.h"

#include "base/rg-i18n.h"

#include <gio/gio.h>

typedef struct
{
  int code;
  const char *words;
} RgErrorWords;

static const RgErrorWords io_words[] = {
  { G_IO_ERROR_NO_SPACE,
    N_("The disk is full. Nothing was changed; make some room and try again.") },
  { G_IO_ERROR_NOT_FOUND,
    N_("The file is not there. It may have been moved or renamed; choose it again.") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_("This computer does not allow it. Choose another folder, or ask whoever looks after it.") },
  { G_IO_ERROR_READ_ONLY,
    N_("The place can only be read. Nothing was changed; choose another folder.") },
  { G_IO_ERROR_IS_DIRECTORY,
    N_("This is a folder. Choose a file in it.") },
  { G_IO_ERROR_CANCELLED,
    N_("It was cancelled. Nothing was changed.") },
  { G_IO_ERROR_TIMED_OUT,
    N_("It took too long and was given up. Nothing was changed; try again.") },
};

static const RgErrorWords file_words[] = {
  { G_FILE_ERROR_NOSPC,
    N_("The disk is full. Nothing was changed; make some room and try again.") },
  { G_FILE_ERROR_NOENT,
    N_("The file is not there. It may have been moved or renamed; choose it again.") },
  { G_FILE_ERROR_ACCES,
    N_("This computer does not allow it. Choose another folder, or ask whoever looks after it.") },
  { G_FILE_ERROR_ROFS,
    N_("The place can only be read. Nothing was changed; choose another folder.") },
  { G_FILE_ERROR_ISDIR,
    N_("This is a folder. Choose a file in it.") },
};

static const char *
rg_error_find_words (const RgErrorWords *words, gsize n, int code)
{
  for (gsize i = 0; i < n; i++)
    {
      if (words[i].code == code)
        return _(words[i].words);
    }
  return NULL;
}

char *
rg_error_text (const GError *error)
{
  const char *words = NULL;

  if (error == NULL)
    return g_strdup (_("Something went wrong, and it is not known what. Nothing was changed."));
  /* Our own domains carry sentences already. */
  if (error->domain == g_quark_from_static_string ("g-io-error-quark"))
    words = rg_error_find_words (io_words, G_N_ELEMENTS (io_words), error->code);
  else if (error->domain == g_quark_from_static_string ("g-file-error-quark"))
    words = rg_error_find_words (file_words, G_N_ELEMENTS (file_words), error->code);
  return g_strdup (words != NULL ? words : error->message);
}
