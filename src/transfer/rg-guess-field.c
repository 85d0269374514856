/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Guesses the kind of a field from all cells of a column. */
#include "transfer/rg-guess-field.h"

#include "base/rg-card.h"
#include "transfer/rg-plan-private.h"

#include <string.h>

/* So many different texts are choices, where each is there so many times on average. */
#define CHOICES_MOST 12
#define CHOICE_TIMES 3
#define CHOICE_LENGTH 40
/* Somebody who says that these are choices gets so many of them. */
#define CHOICES_NAMED 200

typedef struct {
  const RgMapping *mapping;
  guint column;
  const char *currency;
  char decimal;
  RgDateOrder order;
  RgNumberNotes number_notes;
  RgDateNotes date_notes;

  guint n;        /* cells that are not empty */
  guint numbers, signs, days, answers, yes, listed;
  GPtrArray *cells; /* different ones, in their order; at most CHOICES_NAMED */
  GPtrArray *words; /* the same of what stands between commas and the like */
  gboolean long_ones;
} Guess;

static void
guess_clear (Guess *guess)
{
  g_clear_pointer (&guess->cells, g_ptr_array_unref);
  g_clear_pointer (&guess->words, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Guess, guess_clear)

typedef void (*CellFunc) (Guess *guess, const char *text, gsize length);

static void
for_each_cell (Guess *guess, CellFunc func)
{
  gsize length;
  const char *text = g_bytes_get_data (guess->mapping->text, &length);
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, guess->mapping->separator);
  RgCsvRow row;

  for (gboolean header = TRUE; rg_csv_next (csv, &row); header = FALSE)
    {
      g_autofree char *cell = NULL;

      if (header || guess->column >= row.n_cells)
        continue;
      cell = g_strndup (row.cells[guess->column].text, row.cells[guess->column].length);
      if (*g_strstrip (cell) != '\0')
        func (guess, cell, strlen (cell));
    }
}

static void
note_cell (Guess *guess, const char *text, gsize length)
{
  rg_number_note (&guess->number_notes, text, length);
  rg_date_note (&guess->date_notes, text, length);
}

static void
add_different (GPtrArray *texts, const char *text)
{
  if (texts->len < CHOICES_NAMED &&
      !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

/* "0042" is a number of somebody, not how many there are. */
static gboolean
is_code (const char *text)
{
  return text[0] == '+' || (text[0] == '0' && g_ascii_isdigit (text[1]));
}

/* "kr 12" says what it counts. */
static gboolean
has_sign (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalpha (letter) || g_unichar_type (letter) == G_UNICODE_CURRENCY_SYMBOL)
        return TRUE;
    }
  return FALSE;
}

static void
judge_number (Guess *guess, const char *text, gsize length)
{
  gint64 micro;

  if (is_code (text) ||
      rg_number_read (text, length, guess->decimal, guess->currency, &micro) != RG_VALUE_OK)
    return;
  if (has_sign (text))
    guess->signs++;
  /* A number has three decimals at most. */
  if (micro % 1000 == 0)
    guess->numbers++;
}

static void
judge_cell (Guess *guess, const char *text, gsize length)
{
  const int answer = rg_yes_no_read (text, length);
  const char *rest = text;
  RgDay day;
  guint n_words = 0;

  guess->n++;
  judge_number (guess, text, length);
  guess->days += rg_date_read (text, length, guess->order, &day, NULL) == RG_VALUE_OK;
  guess->answers += answer >= 0;
  guess->yes += answer == 1;
  guess->long_ones |= g_utf8_strlen (text, -1) > CHOICE_LENGTH || rg_card_in_text (text);
  add_different (guess->cells, text);
  while (*rest != '\0')
    {
      g_autofree char *word = rg_plan_take_word (&rest);

      n_words++;
      if (*word != '\0')
        add_different (guess->words, word);
    }
  guess->listed += n_words > 1;
}

static gboolean
are_choices (const Guess *guess, const GPtrArray *texts)
{
  return !guess->long_ones && texts->len > 1 && texts->len <= CHOICES_MOST &&
         texts->len * CHOICE_TIMES <= guess->n;
}

static RgOwnKind
guess_kind (const Guess *guess)
{
  if (guess->n == 0)
    return RG_OWN_TEXT;
  /* Only ones, or only noughts, may count something. */
  if (guess->answers == guess->n &&
      (guess->numbers < guess->n || (guess->yes > 0 && guess->yes < guess->n)))
    return RG_OWN_YES_NO;
  if (guess->days == guess->n)
    return RG_OWN_DATE;
  if (guess->numbers == guess->n)
    return guess->signs > 0 ? RG_OWN_MONEY : RG_OWN_NUMBER;
  if (guess->listed > 0 && are_choices (guess, guess->words))
    return RG_OWN_SEVERAL;
  return are_choices (guess, guess->cells) ? RG_OWN_ONE : RG_OWN_TEXT;
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Names that differ only in case or marks are one. */
static void
add_choices (RgOwnField *field, GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_choices);
  for (guint i = 0; i < texts->len; i++)
    if (rg_own_field_find_choice (field, texts->pdata[i]) == NULL)
      rg_own_field_add_choice (field, 0, texts->pdata[i]);
}

RgOwnField *
rg_guess_field (const RgMapping *mapping, guint column, const char *currency, int kind)
{
  g_auto (Guess) guess = { .mapping = mapping, .column = column, .currency = currency };
  g_autofree char *name = NULL;
  RgOwnField *field;

  g_return_val_if_fail (column < mapping->n_columns, NULL);

  guess.cells = g_ptr_array_new_with_free_func (g_free);
  guess.words = g_ptr_array_new_with_free_func (g_free);
  for_each_cell (&guess, note_cell);
  guess.decimal = rg_number_decimal (&guess.number_notes, mapping->columns[column].decimal);
  guess.order = rg_date_order (&guess.date_notes, mapping->columns[column].order);
  for_each_cell (&guess, judge_cell);
  name = g_strstrip (g_strdup (mapping->columns[column].header));
  field = rg_own_field_new (kind >= 0 ? (RgOwnKind) kind : guess_kind (&guess), name);
  if (rg_own_kind_has_choices (field->kind))
    add_choices (field, field->kind == RG_OWN_SEVERAL ? guess.words : guess.cells);
  return field;
}
