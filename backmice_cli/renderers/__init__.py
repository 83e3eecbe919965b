"""Results, trees and problems as text or bytes. No decisions are made here."""
