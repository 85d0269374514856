/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands on a permission form. */
#include "model/rg-permission-paper.h"

static void
rg_paper_answer_free (gpointer data)
{
  RgPaperAnswer *answer = data;

  g_free (answer->label);
  g_free (answer->detail);
  g_free (answer);
}

RgPermissionPaper *
rg_permission_paper_new (void)
{
  RgPermissionPaper *paper = g_new0 (RgPermissionPaper, 1);
  char **texts[] = { &paper->shop,     &paper->address, &paper->version, &paper->text,
                     &paper->benefits, &paper->name,    &paper->contacts };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup ("");
  paper->answers = g_ptr_array_new_with_free_func (rg_paper_answer_free);
  return paper;
}

void
rg_permission_paper_add (RgPermissionPaper *paper, const char *label, const char *detail,
                         gboolean ticked)
{
  RgPaperAnswer *answer = g_new0 (RgPaperAnswer, 1);

  *answer = (RgPaperAnswer) { g_strdup (label), g_strdup (detail), ticked };
  g_ptr_array_add (paper->answers, answer);
}

void
rg_permission_paper_free (RgPermissionPaper *paper)
{
  g_free (paper->shop);
  g_free (paper->address);
  g_free (paper->version);
  g_free (paper->text);
  g_free (paper->benefits);
  g_free (paper->name);
  g_free (paper->contacts);
  g_ptr_array_unref (paper->answers);
  g_free (paper);
}
