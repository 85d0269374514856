/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Finds where a person is written of elsewhere. */
#include "store/rg-store-mentions.h"

#include "base/rg-fold.h"
#include "base/rg-i18n.h"

#include <string.h>

/* Letters of a text that are shown on each side of the name. */
#define RG_MENTION_AROUND 40

static const struct
{
  const char *word;
  const char *title;
} rg_mention_kinds[RG_N_MENTIONS] = {
  [RG_MENTION_NOTE] = { "note", N_ ("A note or call of another customer") },
  [RG_MENTION_CUSTOMER] = { "customer", N_ ("What is remembered of another customer") },
  [RG_MENTION_FIELD] = { "field", N_ ("A field of another customer") },
  [RG_MENTION_TASK] = { "task", N_ ("A task") },
  [RG_MENTION_TICKET] = { "ticket", N_ ("A ticket or an enquiry") },
  [RG_MENTION_TAG] = { "tag", N_ ("The name of a tag") },
  [RG_MENTION_CAMPAIGN] = { "campaign", N_ ("The text of a campaign") },
  [RG_MENTION_TEMPLATE] = { "template", N_ ("A template for messages") },
  [RG_MENTION_SEGMENT] = { "segment", N_ ("A segment") },
  [RG_MENTION_VIEW] = { "view", N_ ("A view of the list of customers") },
};

void
rg_mention_free (RgMention *mention)
{
  g_free (mention->text);
  g_free (mention);
}

const char *
rg_mention_kind_word (RgMentionKind kind)
{
  return rg_mention_kinds[kind].word;
}

const char *
rg_mention_kind_title (RgMentionKind kind)
{
  return _(rg_mention_kinds[kind].title);
}

static RgMentionKind
rg_mention_kind_find (const char *word)
{
  RgMentionKind kind = 0;

  while (kind + 1 < RG_N_MENTIONS && !g_str_equal (rg_mention_kinds[kind].word, word))
    kind++;
  return kind;
}

/* --- matching --- */

/* "Ann" is not in "Annual"; but 王伟 is in 王伟的生日, where words are not parted. */
static gboolean
rg_mention_goes_on (gunichar inside, gunichar outside)
{
  return g_unichar_isalnum (outside) && !g_unichar_iswide (inside) && !g_unichar_iswide (outside);
}

static gboolean
rg_mention_is_word (const char *text, const char *at, gsize length)
{
  const char *end = at + length;
  const char *last = g_utf8_find_prev_char (at, end);

  if (at > text && rg_mention_goes_on (g_utf8_get_char (at),
                                       g_utf8_get_char (g_utf8_find_prev_char (text, at))))
    return FALSE;
  return *end == '\0' || last == NULL ||
         !rg_mention_goes_on (g_utf8_get_char (last), g_utf8_get_char (end));
}

/* Where the word stands in the text; NULL: nowhere. */
static const char *
rg_mention_find (const char *text, const char *word)
{
  const gsize length = strlen (word);
  const char *at = text;

  while ((at = strstr (at, word)) != NULL && !rg_mention_is_word (text, at, length))
    at++;
  return at;
}

/* As written; or else in both their folded forms. */
static gboolean
rg_mention_has (const char *text, GPtrArray *words, const char **exact)
{
  g_autofree char *folded = rg_fold (text);

  *exact = NULL;
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *plain = rg_fold (word);

      *exact = rg_mention_find (text, word);
      if (*exact != NULL || (folded != NULL && plain != NULL && *plain != '\0' &&
                             rg_mention_find (folded, plain) != NULL))
        return TRUE;
    }
  return FALSE;
}

static char *
rg_mention_dup_around (const char *text, const char *at)
{
  const char *from = at != NULL ? at : text;
  const char *to = from;
  g_autofree char *cut = NULL;

  for (int i = 0; i < RG_MENTION_AROUND && from > text; i++)
    from = g_utf8_find_prev_char (text, from);
  for (int i = 0; i < 2 * RG_MENTION_AROUND && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  cut = g_strndup (from, (gsize) (to - from));
  g_strdelimit (cut, "\n\r\t", ' ');
  return g_strconcat (from > text ? "…" : "", g_strstrip (cut), *to != '\0' ? "…" : "", NULL);
}

/* --- reading --- */

static GPtrArray *
rg_mentions_read_words (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "mentions.words", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (words, g_strdup (rg_statement_get_text (rows, 0)));
  return step == RG_STEP_DONE ? g_steal_pointer (&words) : NULL;
}

GPtrArray *
rg_mentions_read (RgDb *db, gint64 customer, GError **error)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_mention_free);
  g_autoptr (GPtrArray) words = rg_mentions_read_words (db, customer, error);
  g_autoptr (RgStatement) rows = NULL;
  RgStep step = RG_STEP_DONE;

  if (words == NULL)
    return NULL;
  if (words->len == 0)
    return g_steal_pointer (&found);
  rows = rg_db_statement (db, "mentions.texts", error);
  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *text = rg_statement_get_text (rows, 2);
      const char *exact;
      RgMention *mention;

      if (!rg_mention_has (text, words, &exact))
        continue;
      mention = g_new0 (RgMention, 1);
      mention->kind = rg_mention_kind_find (rg_statement_get_text (rows, 0));
      mention->id = rg_statement_get_int (rows, 1);
      mention->text = rg_mention_dup_around (text, exact);
      g_ptr_array_add (found, mention);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

/* --- for whoever asks --- */

typedef struct
{
  gint64 customer;
  GPtrArray *found;
} RgMentionsRead;

static void
rg_mentions_read_free (gpointer data)
{
  RgMentionsRead *read = data;

  g_clear_pointer (&read->found, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_mentions_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMentionsRead *read = data;

  read->found = rg_mentions_read (db, read->customer, error);
  return read->found != NULL;
}

GPtrArray *
rg_store_mentions_sync (RgStore *store, gint64 customer, GError **error)
{
  RgMentionsRead read = { customer, NULL };

  return rg_store_read_sync (store, RG_READER_REPORT, rg_mentions_in_thread, &read, NULL, error)
           ? read.found : NULL;
}

void
rg_store_mentions_async (RgStore *store, gint64 customer, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  RgMentionsRead *read = g_new0 (RgMentionsRead, 1);

  read->customer = customer;
  rg_store_read_async (store, RG_READER_REPORT, rg_mentions_in_thread, read, rg_mentions_read_free,
                       NULL, callback, user_data);
}

GPtrArray *
rg_store_mentions_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgMentionsRead *read = rg_store_read_get_data (result);

  return rg_store_read_finish (store, result, error) ? g_steal_pointer (&read->found) : NULL;
}
