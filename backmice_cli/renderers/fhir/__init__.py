"""FHIR R4: a questionnaire as Questionnaire, a result as the QuestionnaireResponse to it. Plain mappings only."""
