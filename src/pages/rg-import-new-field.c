/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for a new field in the middle of an import. */
#include "pages/rg-import-new-field.h"

#include "pages/rg-own-field-dialog.h"
#include "transfer/rg-guess-field.h"

typedef struct
{
  RgMapping *mapping;
  guint column;
  char *currency;
  RgImportNewFieldFunc func;
  RgOwnField *field;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  rg_mapping_free (question->mapping);
  g_free (question->currency);
  g_clear_pointer (&question->field, rg_own_field_free);
  g_free (question);
}

static void
guess_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;

  question->field =
    rg_guess_field (question->mapping, question->column, question->currency, -1);
  g_task_return_boolean (task, TRUE);
}

static void
made_cb (GtkWidget *dialog, const RgOwnField *field, GTask *task)
{
  const Question *question = g_task_get_task_data (task);

  question->func (g_task_get_source_object (task), question->column, field);
}

static void
guessed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Question *question = g_task_get_task_data (G_TASK (result));
  AdwDialog *dialog;

  /* Whoever asked may be closed by now. */
  if (gtk_widget_get_root (GTK_WIDGET (source)) == NULL)
    return;
  dialog = rg_own_field_dialog_new_for (question->field, question->mapping->own_fields);
  g_signal_connect_data (dialog, "made", G_CALLBACK (made_cb), g_object_ref (result),
                         (GClosureNotify) g_object_unref, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (source));
}

void
rg_import_new_field_ask (GtkWidget *asker, const RgMapping *mapping, guint column,
                         const char *currency, RgImportNewFieldFunc func)
{
  g_autoptr (GTask) task = g_task_new (asker, NULL, guessed_cb, NULL);
  Question *question = g_new0 (Question, 1);

  question->mapping = rg_mapping_copy (mapping);
  question->column = column;
  question->currency = g_strdup (currency);
  question->func = func;
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, guess_in_thread);
}
